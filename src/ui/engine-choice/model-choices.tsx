import { useState } from "react";
import type { EngineSource } from "../../engine/engine-source";
import type { ModelLibrary } from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import type { EngineState } from "../solve/solver-state";
import { AddressChoice } from "./address-choice";
import { DemoChoice } from "./demo-choice";
import { DeviceChoice } from "./device-choice";
import { FileChoice } from "./file-choice";
import { ModelList } from "./model-list";
import { ServerChoice } from "./server-choice";
import { WebLlmChoice } from "./web-llm-choice";

export interface ModelChoicesProps {
  readonly library: ModelLibrary;
  readonly engine: EngineState;
  /** A run is under way: choosing waits. */
  readonly active: boolean;
  /** A file that was picked, or dropped on the page. */
  readonly offered: File | null;
  readonly onOffer: (file: File | null) => void;
  readonly onChoose: (source: EngineSource) => void;
}

/** All that can be chosen. A part of the app of its own: a first visit does without it. */
export function ModelChoices(props: ModelChoicesProps) {
  const { library, engine, active, offered, onOffer, onChoose } = props;
  const [found, setFound] = useState<ModelDescription | null>(null);
  return (
    <>
      <DeviceChoice engine={engine} disabled={active} onChoose={onChoose} />
      <DemoChoice engine={engine} disabled={active} onChoose={onChoose} />
      <ModelList
        library={library}
        engine={engine}
        active={active}
        except={found?.id ?? null}
        onChoose={onChoose}
      />
      <AddressChoice
        library={library}
        engine={engine}
        active={active}
        found={found}
        onFound={setFound}
        onChoose={onChoose}
      />
      <FileChoice
        library={library}
        offered={offered}
        onOffer={onOffer}
        disabled={active}
        onChoose={onChoose}
      />
      <WebLlmChoice engine={engine} disabled={active} onChoose={onChoose} />
      <ServerChoice engine={engine} disabled={active} onChoose={onChoose} />
    </>
  );
}
