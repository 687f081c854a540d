import { useId, useState } from "react";
import { isConverted } from "../../models/convert/converted-id";
import type {
  ConversionInput,
  ModelActivity,
  ModelLibrary,
  ModelStatus,
} from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import type { StoredFile } from "../../models/store/model-store";
import { exportName } from "../../models/transfer/export-name";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { ActivityLine } from "./activity-line";
import { ConvertPanel } from "./convert-panel";
import { DeleteDialog } from "./delete-dialog";
import { hostsOf } from "./hosts";
import { actionOf, describeState, hasAddress, type ModelView, totalBytes } from "./model-state";
import { ProblemNotice } from "./problem-notice";
import { saveFile } from "./save-file";
import { describeTrust } from "./trust-words";
import { useTask } from "./use-library";

interface StoredModelProps {
  readonly library: ModelLibrary;
  readonly view: ModelView;
  readonly status: ModelStatus;
}

/** A stored model, whole or not: what is known of it, and what can be done. */
export function StoredModelCard({ library, view, status }: StoredModelProps) {
  const id = useId();
  const texts = useTexts();
  const { actions, states } = texts.models;
  const words = texts.storage.model;
  const task = useTask();
  const [asked, setAsked] = useState(false);
  const [converting, setConverting] = useState<ConversionInput | null>(null);
  const [saving, setSaving] = useState<ModelActivity>({ kind: "idle" });
  const { model, storedBytes, activity } = status;
  const { description } = model;
  const complete = model.state === "complete";
  const action = actionOf(view);
  const resting = (activity.kind === "idle" || activity.kind === "stopped") && !task.busy;
  const button = { type: "button" as const, className: "button", "aria-describedby": id };

  const save = () =>
    task.run(async () => {
      const onProgress = (doneBytes: number, totalBytes: number) =>
        setSaving({ kind: "exporting", doneBytes, totalBytes, elsewhere: false });
      try {
        const read = async () => (await library.exportFile(model.id)).bytes;
        await saveFile(exportName(model), read, onProgress);
      } finally {
        setSaving({ kind: "idle" });
      }
    });

  return (
    <article className="card stored-model" aria-labelledby={id}>
      <div className="model-card-head">
        <h3 id={id}>{description.title}</h3>
        <span className={`badge ${activity.kind === "stopped" ? "badge-bad" : ""}`}>
          {describeState(view, texts)}
        </span>
      </div>
      <dl className="facts">
        <dt>{words.space}</dt>
        <dd>{describeSpace(storedBytes, totalBytes(view), texts)}</dd>
        <dt>{words.since}</dt>
        <dd>{texts.format.moment(model.createdAt)}</dd>
        <dt>{words.checked}</dt>
        <dd>{model.verifiedAt === null ? words.notChecked : words.checkedAt(model.verifiedAt)}</dd>
        <dt>{words.from}</dt>
        <dd>{describeOrigin(description, texts)}</dd>
        <dt>{words.licence}</dt>
        <dd>
          {description.licence
            ? `${description.licence.name}. ${texts.message(description.licence.attribution)}`
            : words.licenceUnknown}
        </dd>
      </dl>
      <Files files={model.files} />
      {!hasAddress(view) && !complete && resting && (
        <p>{isConverted(model.id) ? words.conversionBroken : words.copyBroken}</p>
      )}
      <ActivityLine
        activity={activity}
        label={states.label(describeState(view, texts), description.title)}
      />
      <ActivityLine activity={saving} label={words.saving(description.title)} />
      {activity.kind === "stopped" && (
        <ProblemNotice library={library} status={status} problem={activity.problem} />
      )}
      {task.error && activity.kind !== "stopped" && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
      <div className="model-actions">
        {action === "go-on" && (
          <button
            {...button}
            disabled={!resting}
            onClick={() => task.run(() => library.download(description))}
          >
            {actions.goOn}
          </button>
        )}
        {action === "pause" && (
          <button {...button} onClick={() => library.pause(model.id)}>
            {actions.pause}
          </button>
        )}
        {complete && (
          <>
            <button
              {...button}
              disabled={!resting}
              onClick={() => task.run(() => library.verify(model.id))}
            >
              {words.verify}
            </button>
            <button {...button} disabled={!resting} onClick={save}>
              {words.export}
            </button>
          </>
        )}
        {complete && description.format === "gguf" && (
          <button
            {...button}
            disabled={!resting || converting !== null}
            onClick={() => setConverting({ storedId: model.id })}
          >
            {words.convert}
          </button>
        )}
        <button
          {...button}
          className="button button-stop"
          disabled={!resting && activity.kind !== "downloading"}
          onClick={() => setAsked(true)}
        >
          {actions.delete}
        </button>
      </div>
      {converting && (
        <ConvertPanel library={library} input={converting} onClose={() => setConverting(null)} />
      )}
      {asked && (
        <DeleteDialog
          status={status}
          onDelete={() => task.run(() => library.delete(model.id))}
          onClose={() => setAsked(false)}
        />
      )}
    </article>
  );
}

function describeOrigin(description: ModelDescription, { storage: { model } }: Texts): string {
  if (isConverted(description.id)) return model.fromConversion;
  return hostsOf(description).join(", ") || model.fromFile;
}

function describeSpace(stored: number, total: number | null, texts: Texts): string {
  if (total === null || stored >= total) return texts.format.size(stored);
  return texts.storage.model.of(stored, total);
}

function Files({ files }: { readonly files: readonly StoredFile[] }) {
  const texts = useTexts();
  return (
    <details className="model-more">
      <summary>{texts.models.hashes(files.length)}</summary>
      <ul className="file-hashes">
        {files.map((file) => (
          <li key={file.name}>
            <p>
              <strong>{file.name}</strong>
            </p>
            {file.expectedSha256 && (
              <p>
                SHA-256 <code>{file.expectedSha256}</code>
              </p>
            )}
            <p>{describeTrust(file, texts)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
