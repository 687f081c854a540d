import { useId, useState } from "react";
import type { EngineSource } from "../../engine/engine-source";
import type { CatalogueEntry } from "../../models/catalogue";
import type { Fit } from "../../models/fit/fit";
import type { LibraryState, ModelLibrary } from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import { describeAccuracy, describeSettings } from "../models/accuracy-words";
import { ActivityLine } from "../models/activity-line";
import { DownloadDialog } from "../models/download-dialog";
import { describeFit } from "../models/fit-words";
import { formatSize } from "../models/format-size";
import { hostsOf } from "../models/hosts";
import { MemoryTable } from "../models/memory-table";
import { ModelActions } from "../models/model-actions";
import {
  activityOf,
  describeState,
  type ModelView,
  totalBytes,
  viewOf,
} from "../models/model-state";
import { ProblemNotice } from "../models/problem-notice";
import { describeLasting } from "../models/space";
import { useTask } from "../models/use-library";
import type { EngineState } from "../solve/solver-state";

interface ModelCardProps {
  readonly library: ModelLibrary;
  readonly state: LibraryState;
  readonly engine: EngineState;
  readonly description: ModelDescription;
  /** Null for models that aren't in the catalogue. */
  readonly entry: CatalogueEntry | null;
  /** Null while nothing is known of the device, or of the model. */
  readonly fit: Fit | null;
  /** Why this one is recommended; null when it isn't. */
  readonly recommended: string | null;
  readonly active: boolean;
  readonly onChoose: (source: EngineSource) => void;
}

/** A model that can be had: what it is, where it stands, what can be done. */
export function ModelCard(props: ModelCardProps) {
  const { library, state, description, entry, fit, recommended } = props;
  const id = useId();
  const [asked, setAsked] = useState(false);
  const task = useTask();
  const view = viewOf(description, state, props.engine);
  const activity = activityOf(view);
  const bytes = totalBytes(view) ?? entry?.size.bytes ?? null;
  const unfit = fit?.kind === "too-large" ? fit : null;
  return (
    <article className="model-card" aria-labelledby={id}>
      <div className="model-card-head">
        <h4 id={id}>{description.title}</h4>
        {state.kind === "open" && <StateBadge view={view} unfit={unfit} />}
        {recommended !== null && <span className="badge badge-good">Recommended</span>}
      </div>
      <p className="hint">{factsLine(description, entry, bytes)}</p>
      {(recommended ?? entry?.summary) && <p>{recommended ?? entry?.summary}</p>}
      {fit && <p className={unfit ? "too-large" : undefined}>{describeFit(fit)}</p>}
      <About description={description} entry={entry} fit={fit} />
      <ActivityLine activity={activity} label={`${describeState(view)}: ${description.title}`} />
      {activity.kind === "downloading" && state.kind === "open" && (
        <p className="hint">{describeLasting(state.storage)}</p>
      )}
      {activity.kind === "stopped" && view.status && (
        <ProblemNotice library={library} status={view.status} problem={activity.problem} />
      )}
      <ModelActions
        library={library}
        view={view}
        canStore={state.kind === "open"}
        active={props.active}
        primary={recommended !== null}
        describedBy={id}
        onAskDownload={() => setAsked(true)}
        onChoose={props.onChoose}
      />
      {task.error && activity.kind !== "stopped" && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
      {asked && (
        <DownloadDialog
          library={library}
          state={state}
          description={description}
          entry={entry}
          bytes={bytes}
          fit={fit}
          onDownload={() => task.run(() => library.download(description))}
          onClose={() => setAsked(false)}
        />
      )}
    </article>
  );
}

interface StateBadgeProps {
  readonly view: ModelView;
  /** Why this device can't run it; null when it can. */
  readonly unfit: (Fit & { readonly kind: "too-large" }) | null;
}

function StateBadge({ view, unfit }: StateBadgeProps) {
  if (unfit && view.status === null) {
    const words = unfit.needBytes === null ? "Can't run here" : "Too large for this device";
    return <span className="badge badge-warning">{words}</span>;
  }
  const { kind } = activityOf(view);
  const look = kind === "stopped" ? "badge-bad" : view.use === "ready" ? "badge-good" : "";
  return <span className={`badge ${look}`}>{describeState(view)}</span>;
}

function factsLine(
  description: ModelDescription,
  entry: CatalogueEntry | null,
  bytes: number | null,
): string {
  const hosts = hostsOf(description);
  const about = entry && !entry.size.exact ? "about " : "";
  return [
    entry ? null : description.format.toUpperCase(),
    bytes === null ? null : `${about}${formatSize(bytes)}`,
    description.licence ? null : "licence not known",
    hosts.length > 0 ? `from ${hosts.join(", ")}` : "from a file",
  ]
    .filter((part) => part !== null)
    .join(" · ");
}

interface AboutProps {
  readonly description: ModelDescription;
  readonly entry: CatalogueEntry | null;
  readonly fit: Fit | null;
}

/** Accuracy, settings and licence: for those who want to know. */
function About({ description, entry, fit }: AboutProps) {
  const { licence } = description;
  const accuracy = entry?.accuracy ?? null;
  const notes = fit?.kind === "fits" ? fit.notes : [];
  return (
    <>
      {accuracy && (
        <p>
          {describeAccuracy(accuracy)}{" "}
          <a href={accuracy.source.url} target="_blank" rel="noreferrer">
            Source: {accuracy.source.title}
          </a>
        </p>
      )}
      {licence && (
        <p className="hint">
          {licence.attribution}{" "}
          <a href={licence.url} target="_blank" rel="noreferrer">
            {licence.name}
          </a>
        </p>
      )}
      {(entry || notes.length > 0) && (
        <details className="model-more">
          <summary>More about it</summary>
          <div>
            {accuracy && <AccuracyTable accuracy={accuracy} />}
            {entry && <p>{describeSettings(entry)}</p>}
            {entry && <MemoryTable entry={entry} />}
            {notes.map((note) => (
              <p key={note}>{note}</p>
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function AccuracyTable({ accuracy }: { readonly accuracy: CatalogueEntry["accuracy"] & object }) {
  return (
    <>
      <div className="table-scroll">
        <table>
          <caption>Problems solved, in per cent</caption>
          <thead>
            <tr>
              <th scope="col">Contest</th>
              <th scope="col">1 sample, reasoning</th>
              <th scope="col">1 sample, Python</th>
              <th scope="col">64 vote, reasoning</th>
              <th scope="col">64 vote, Python</th>
              <th scope="col">GenSelect</th>
            </tr>
          </thead>
          <tbody>
            {accuracy.rows.map(({ benchmark, cot, tir, genselect }) => (
              <tr key={benchmark}>
                <th scope="row">{benchmark}</th>
                <td>{cot.pass1}</td>
                <td>{tir.pass1}</td>
                <td>{cot.maj64}</td>
                <td>{tir.maj64}</td>
                <td>{genselect}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{accuracy.quantisation}</p>
    </>
  );
}
