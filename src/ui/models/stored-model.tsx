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
import { ActivityLine } from "./activity-line";
import { ConvertPanel } from "./convert-panel";
import { DeleteDialog } from "./delete-dialog";
import { formatMoment, formatSize } from "./format-size";
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
          {describeState(view)}
        </span>
      </div>
      <dl className="facts">
        <dt>Space</dt>
        <dd>{describeSpace(storedBytes, totalBytes(view))}</dd>
        <dt>Since</dt>
        <dd>{formatMoment(model.createdAt)}</dd>
        <dt>Checked</dt>
        <dd>
          {model.verifiedAt === null
            ? "Not yet: it is checked when all of it is here."
            : `${formatMoment(model.verifiedAt)}: every byte was right.`}
        </dd>
        <dt>Comes from</dt>
        <dd>{describeOrigin(description)}</dd>
        <dt>Licence</dt>
        <dd>
          {description.licence
            ? `${description.licence.name}. ${description.licence.attribution}`
            : "Not known."}
        </dd>
      </dl>
      <Files files={model.files} />
      {!hasAddress(view) && !complete && resting && (
        <p>
          {isConverted(model.id)
            ? "The conversion was broken off. Begin it again, or delete what has come."
            : "The copying was broken off. Import the file again, or delete what has come."}
        </p>
      )}
      <ActivityLine activity={activity} label={`${describeState(view)}: ${description.title}`} />
      <ActivityLine activity={saving} label={`Saving ${description.title}`} />
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
            Go on
          </button>
        )}
        {action === "pause" && (
          <button {...button} onClick={() => library.pause(model.id)}>
            Pause
          </button>
        )}
        {complete && (
          <>
            <button
              {...button}
              disabled={!resting}
              onClick={() => task.run(() => library.verify(model.id))}
            >
              Verify
            </button>
            <button {...button} disabled={!resting} onClick={save}>
              Export to a file
            </button>
          </>
        )}
        {complete && description.format === "gguf" && (
          <button
            {...button}
            disabled={!resting || converting !== null}
            onClick={() => setConverting({ storedId: model.id })}
          >
            Convert for the GPU engine…
          </button>
        )}
        <button
          {...button}
          className="button button-stop"
          disabled={!resting && activity.kind !== "downloading"}
          onClick={() => setAsked(true)}
        >
          Delete…
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

function describeOrigin(description: ModelDescription): string {
  if (isConverted(description.id)) return "a model that was converted in this browser";
  return hostsOf(description).join(", ") || "a file of yours";
}

function describeSpace(stored: number, total: number | null): string {
  if (total === null || stored >= total) return formatSize(stored);
  return `${formatSize(stored)} of ${formatSize(total)}`;
}

function Files({ files }: { readonly files: readonly StoredFile[] }) {
  return (
    <details className="model-more">
      <summary>
        {files.length === 1 ? "Hash of the file" : `Hashes of ${files.length} files`}
      </summary>
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
            <p>{describeTrust(file)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
