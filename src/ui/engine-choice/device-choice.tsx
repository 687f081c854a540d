import { useId, useState } from "react";
import type { DeviceChoice as Device } from "../../engine/engine-source";
import type { ChoiceProps } from "./choice";
import { readDeviceChoice, writeDeviceChoice } from "./remembered-device";

const devices: readonly { readonly device: Device; readonly label: string }[] = [
  { device: "auto", label: "Automatic" },
  { device: "gpu", label: "GPU" },
  { device: "cpu", label: "CPU" },
];

/** GPU or CPU; loads the model anew. A server decides by itself. */
export function DeviceChoice({ engine, disabled, onChoose }: ChoiceProps) {
  const id = useId();
  const [device, setDevice] = useState(readDeviceChoice);
  const { source } = engine;
  if (source.kind === "server") return null;
  const choose = (chosen: Device) => {
    setDevice(chosen);
    writeDeviceChoice(chosen);
    onChoose({ ...source, device: chosen });
  };
  return (
    <section className="choice device-choice">
      <label htmlFor={id}>Runs on</label>{" "}
      <select
        id={id}
        value={device}
        disabled={disabled}
        onChange={({ target }) => {
          const chosen = devices.find((each) => each.device === target.value);
          if (chosen) choose(chosen.device);
        }}
      >
        {devices.map(({ device, label }) => (
          <option key={device} value={device}>
            {label}
          </option>
        ))}
      </select>
      <p className="hint">Automatic takes the GPU where it is faster. The CPU works everywhere.</p>
    </section>
  );
}
