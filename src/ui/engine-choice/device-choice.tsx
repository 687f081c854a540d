import { useId, useState } from "react";
import { type DeviceChoice as Device, isLocal } from "../../engine/engine-source";
import { useTexts } from "../texts/use-texts";
import type { ChoiceProps } from "./choice";
import { readDeviceChoice, writeDeviceChoice } from "./remembered-device";

const devices: readonly Device[] = ["auto", "gpu", "cpu"];

/** GPU or CPU; loads the model anew. A server decides by itself. */
export function DeviceChoice({ engine, disabled, onChoose }: ChoiceProps) {
  const id = useId();
  const words = useTexts().engine.device;
  const [device, setDevice] = useState(readDeviceChoice);
  const { source } = engine;
  if (!isLocal(source)) return null;
  const choose = (chosen: Device) => {
    setDevice(chosen);
    writeDeviceChoice(chosen);
    onChoose({ ...source, device: chosen });
  };
  return (
    <section className="choice device-choice">
      <label htmlFor={id}>{words.label}</label>{" "}
      <select
        id={id}
        value={device}
        disabled={disabled}
        onChange={({ target }) => {
          const chosen = devices.find((each) => each === target.value);
          if (chosen) choose(chosen);
        }}
      >
        {devices.map((each) => (
          <option key={each} value={each}>
            {words[each]}
          </option>
        ))}
      </select>
      <p className="hint">{words.hint}</p>
    </section>
  );
}
