import { useId, useState } from "react";
import type { EngineSource } from "../../engine/engine-source";
import type { CatalogueEntry } from "../../models/catalogue";
import { isTestable, measuredFit } from "../../models/fit/device-speed";
import type { Fit } from "../../models/fit/fit";
import type { LibraryState, ModelLibrary } from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import { keyOfTested, testedModelOf } from "../../models/speed-test/tested-model";
import { describeAccuracy, describeSettings } from "../models/accuracy-words";
import { ActivityLine } from "../models/activity-line";
import { DownloadDialog } from "../models/download-dialog";
import { describeFit } from "../models/fit-words";
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
import { describeSize } from "../models/size-words";
import { describeLasting } from "../models/space";
import { SpeedTest } from "../models/speed-test";
import { useTask } from "../models/use-library";
import { useSpeedTests } from "../models/use-speed-tests";
import type { EngineState } from "../solve/solver-state";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";

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
  const { library, state, description, entry, recommended } = props;
  const id = useId();
  const texts = useTexts();
  const [asked, setAsked] = useState(false);
  const task = useTask();
  const { speeds } = useSpeedTests();
  const view = viewOf(description, state, props.engine);
  const activity = activityOf(view);
  const bytes = totalBytes(view) ?? entry?.size.bytes ?? null;
  const tested = entry && props.fit && isTestable(props.fit) ? testedModelOf(entry) : null;
  const speed = (tested && speeds.get(keyOfTested(tested))) ?? null;
  const fit = props.fit && speed ? measuredFit(props.fit, speed) : props.fit;
  const about = recommended ?? (entry && texts.message(entry.summary));
  const unfit = fit?.kind === "too-large" ? fit : null;
  return (
    <article className="model-card" aria-labelledby={id}>
      <div className="model-card-head">
        <h4 id={id}>{description.title}</h4>
        {state.kind === "open" && <StateBadge view={view} unfit={unfit} />}
        {recommended !== null && (
          <span className="badge badge-good">{texts.models.card.recommended}</span>
        )}
      </div>
      <p className="hint">{factsLine(description, entry, bytes, texts)}</p>
      {about && <p>{about}</p>}
      {fit && <p className={unfit ? "too-large" : undefined}>{describeFit(fit, texts)}</p>}
      {tested && (
        <SpeedTest
          model={tested}
          title={description.title}
          disabled={props.active}
          describedBy={id}
        />
      )}
      <About description={description} entry={entry} fit={fit} />
      <ActivityLine
        activity={activity}
        label={texts.models.states.label(describeState(view, texts), description.title)}
      />
      {activity.kind === "downloading" && state.kind === "open" && (
        <p className="hint">{describeLasting(state.storage, texts)}</p>
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
          speed={speed}
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
  const texts = useTexts();
  if (unfit && view.status === null) {
    const { cannotRun, tooLarge } = texts.models.fit;
    const words = unfit.needBytes === null ? cannotRun : tooLarge;
    return <span className="badge badge-warning">{words}</span>;
  }
  const { kind } = activityOf(view);
  const look = kind === "stopped" ? "badge-bad" : view.use === "ready" ? "badge-good" : "";
  return <span className={`badge ${look}`}>{describeState(view, texts)}</span>;
}

function factsLine(
  description: ModelDescription,
  entry: CatalogueEntry | null,
  bytes: number | null,
  texts: Texts,
): string {
  const hosts = hostsOf(description);
  const words = texts.models.card;
  return [
    entry ? null : description.format.toUpperCase(),
    bytes === null ? null : describeSize(bytes, entry, texts),
    description.licence ? null : words.licenceUnknown,
    hosts.length > 0 ? words.from(hosts.join(", ")) : words.fromFile,
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
  const texts = useTexts();
  const { licence } = description;
  const accuracy = entry?.accuracy ?? null;
  const notes = fit?.kind === "fits" ? fit.notes : [];
  return (
    <>
      {accuracy && (
        <p>
          {describeAccuracy(accuracy, texts)}{" "}
          <a href={accuracy.source.url} target="_blank" rel="noreferrer">
            {texts.models.accuracy.source(accuracy.source.title)}
          </a>
        </p>
      )}
      {licence && (
        <p className="hint">
          {texts.message(licence.attribution)}{" "}
          <a href={licence.url} target="_blank" rel="noreferrer">
            {licence.name}
          </a>
        </p>
      )}
      {(entry || notes.length > 0) && (
        <details className="model-more">
          <summary>{texts.models.card.more}</summary>
          <div>
            {accuracy && <AccuracyTable accuracy={accuracy} />}
            {entry && <p>{describeSettings(entry, texts)}</p>}
            {entry && <MemoryTable entry={entry} />}
            {notes.map((note) => (
              <p key={note}>{texts.message(note)}</p>
            ))}
          </div>
        </details>
      )}
    </>
  );
}

function AccuracyTable({ accuracy }: { readonly accuracy: CatalogueEntry["accuracy"] & object }) {
  const texts = useTexts();
  const words = texts.models.accuracy;
  return (
    <>
      <div className="table-scroll">
        <table>
          <caption>{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{words.contest}</th>
              <th scope="col">{words.one.cot}</th>
              <th scope="col">{words.one.tir}</th>
              <th scope="col">{words.many.cot}</th>
              <th scope="col">{words.many.tir}</th>
              <th scope="col">{words.genselect}</th>
            </tr>
          </thead>
          <tbody>
            {accuracy.rows.map(({ benchmark, cot, tir, genselect }) => (
              <tr key={benchmark}>
                <th scope="row">{benchmark}</th>
                <td>{words.number(cot.pass1)}</td>
                <td>{words.number(tir.pass1)}</td>
                <td>{words.number(cot.maj64)}</td>
                <td>{words.number(tir.maj64)}</td>
                <td>{words.number(genselect)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>{texts.message(accuracy.quantisation)}</p>
    </>
  );
}
