import { useEffect, useId, useRef, useState } from "react";
import { convertedId } from "../../models/convert/converted-id";
import type { FormatName } from "../../models/convert/format";
import type {
  ConversionInput,
  LibraryState,
  ModelLibrary,
  ModelStatus,
} from "../../models/library";
import type { StoredModel } from "../../models/store/model-store";
import { useTexts } from "../texts/use-texts";
import { ActivityLine } from "./activity-line";
import { describeFree } from "./space";
import { type PlanState, useConversionPlan } from "./use-conversion-plan";
import { useLibrary, useTask } from "./use-library";

interface ConvertPanelProps {
  readonly library: ModelLibrary;
  /** The same object while the panel is open. */
  readonly input: ConversionInput;
  readonly onClose: () => void;
}

/** Converts a model for the GPU engine: which format, how large, how far. */
export function ConvertPanel({ library, input, onClose }: ConvertPanelProps) {
  const texts = useTexts();
  const { actions, convert: words, space } = texts.models;
  const state = useLibrary(library);
  const plan = useConversionPlan(library, input);
  const task = useTask();
  const [chosen, setChosen] = useState<FormatName | null>(null);
  const [made, setMade] = useState<StoredModel | null>(null);
  const panel = useRef<HTMLFieldSetElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const format = chosen ?? (plan.kind === "ready" ? (plan.formats[0]?.format ?? null) : null);
  const working = task.busy ? copyUnderWay(state, input, format) : null;

  const convert = (to: FormatName) =>
    task.run(async () => setMade(await library.convert(input, to)));

  return (
    <fieldset ref={panel} className="file-offer" tabIndex={-1}>
      <legend>{words.title}</legend>
      {made && <p role="status">{words.stored(<strong>{made.description.title}</strong>)}</p>}
      {!made && plan.kind === "looking" && <p role="status">{words.looking}</p>}
      {!made && plan.kind === "refused" && (
        <p className="notice notice-error" role="alert">
          {texts.message(plan.reason)}
        </p>
      )}
      {!made && plan.kind === "ready" && format && !task.busy && (
        <>
          <FormatChoice plan={plan} format={format} onChoose={setChosen} />
          <p className="hint">
            {words.copyHint}
            {state.kind === "open" && space.freeIs(describeFree(state.storage, texts))}
          </p>
          <button type="button" className="button" onClick={() => convert(format)}>
            {words.action}
          </button>
        </>
      )}
      {task.busy && (
        <>
          <p role="status">{words.converting}</p>
          {working && <ActivityLine activity={working.activity} label={words.convertingLabel} />}
        </>
      )}
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
      <button
        type="button"
        className="button button-quiet"
        disabled={task.busy && !working}
        onClick={() => (working ? library.pause(working.model.id) : onClose())}
      >
        {task.busy
          ? actions.stop
          : made || plan.kind === "refused"
            ? actions.close
            : actions.cancel}
      </button>
    </fieldset>
  );
}

interface FormatChoiceProps {
  readonly plan: PlanState & { readonly kind: "ready" };
  readonly format: FormatName;
  readonly onChoose: (format: FormatName) => void;
}

function FormatChoice({ plan, format, onChoose }: FormatChoiceProps) {
  const id = useId();
  const { convert: words } = useTexts().models;
  return (
    <>
      <label htmlFor={id}>{words.weights(plan.title)}</label>
      <select
        id={id}
        value={format}
        onChange={({ target }) => {
          const found = plan.formats.find((one) => one.format === target.value);
          if (found) onChoose(found.format);
        }}
      >
        {plan.formats.map((one) => (
          <option key={one.format} value={one.format}>
            {words.format(words.formats[one.format], one.bytes)}
          </option>
        ))}
      </select>
      {format.startsWith("q4") && <p className="hint">{words.fourHint}</p>}
    </>
  );
}

/** The copy that this tab is making; null before its first bytes are stored. */
function copyUnderWay(
  state: LibraryState,
  input: ConversionInput,
  format: FormatName | null,
): ModelStatus | null {
  if (state.kind !== "open") return null;
  const id = "storedId" in input && format ? convertedId(input.storedId, format) : null;
  const isIt = ({ model, activity }: ModelStatus) =>
    activity.kind === "converting" && !activity.elsewhere && (id === null || model.id === id);
  return state.models.find(isIt) ?? null;
}
