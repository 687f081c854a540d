import type { EngineSource } from "../../engine/engine-source";
import type { LibraryState } from "../../models/library";
import type { EngineState } from "../solve/solver-state";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { ActivityLine } from "./activity-line";
import { activityOf, describeState, type ModelView, viewOf } from "./model-state";
import { useArrivals } from "./use-arrivals";

interface DownloadStripProps {
  readonly state: LibraryState;
  readonly engine: EngineState;
  /** The list of models is in view: only screen readers are told. */
  readonly quiet: boolean;
  /** A run is under way: choosing waits. */
  readonly active: boolean;
  readonly onChoose: (source: EngineSource) => void;
}

/** Downloads under way, in the space of a line each, and models that have just come. */
export function DownloadStrip({ state, engine, quiet, active, onChoose }: DownloadStripProps) {
  const texts = useTexts();
  const { actions, arrived: isHere, stoppedHint } = texts.models;
  const arrivals = useArrivals(state);
  const views =
    state.kind === "open"
      ? state.models.map(({ model }) => viewOf(model.description, state, engine))
      : [];
  const downloading = views.filter((view) => activityOf(view).kind === "downloading");
  const stopped = views.filter((view) => activityOf(view).kind === "stopped");
  const arrived = views.filter(({ description }) => arrivals.ids.has(description.id));
  const unused = arrived.filter(({ use }) => use === "none");
  const empty = downloading.length + stopped.length + unused.length === 0;
  return (
    <>
      <p className="visually-hidden" role="status">
        {[...downloading, ...arrived].map((view) => announce(view, texts)).join(" ")}
      </p>
      {!quiet && !empty && (
        <div className="download-strip">
          {downloading.map((view) => (
            <div key={view.description.id}>
              <p>{announce(view, texts)}</p>
              <ActivityLine activity={activityOf(view)} label={announce(view, texts)} />
            </div>
          ))}
          {stopped.map((view) => (
            <p key={view.description.id} className="activity-waiting">
              {announce(view, texts)} {stoppedHint}
            </p>
          ))}
          {unused.map(({ description: { id, title } }) => (
            <div key={id} className="arrival">
              <p>{isHere(<strong>{title}</strong>)}</p>
              <button
                type="button"
                className="button button-quiet"
                disabled={active}
                onClick={() => {
                  arrivals.dismiss(id);
                  onChoose({ kind: "stored", id, title });
                }}
              >
                {actions.useIt}
              </button>
              <button
                type="button"
                className="button button-quiet"
                onClick={() => arrivals.dismiss(id)}
              >
                {actions.later}
              </button>
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function announce(view: ModelView, texts: Texts): string {
  return texts.models.states.of(view.description.title, describeState(view, texts));
}
