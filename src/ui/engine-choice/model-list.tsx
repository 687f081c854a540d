import { useEffect } from "react";
import type { EngineSource } from "../../engine/engine-source";
import { type CatalogueEntry, catalogue, findEntry } from "../../models/catalogue";
import { factsOfEntry } from "../../models/fit/model-facts";
import type { LibraryState, ModelLibrary } from "../../models/library";
import type { StoredModel } from "../../models/store/model-store";
import { recommend } from "../models/fit-words";
import { LibraryProblem } from "../models/problem-notice";
import { useFit, useFitOf } from "../models/use-fit";
import { useLibrary } from "../models/use-library";
import { speedTests } from "../models/use-speed-tests";
import type { EngineState } from "../solve/solver-state";
import { useTexts } from "../texts/use-texts";
import { ModelCard } from "./model-card";

interface ModelListProps {
  readonly library: ModelLibrary;
  readonly engine: EngineState;
  readonly active: boolean;
  /** A model that is shown elsewhere. */
  readonly except: string | null;
  readonly onChoose: (source: EngineSource) => void;
}

/** The models of the catalogue, then those that the person has stored besides. */
export function ModelList({ library, engine, active, except, onChoose }: ModelListProps) {
  const texts = useTexts();
  const words = texts.engine.list;
  const state = useLibrary(library);
  const fitOf = useFit();
  const fitOfEntry = (entry: CatalogueEntry) => fitOf(factsOfEntry(entry));
  const recommended = recommend(catalogue, fitOfEntry, texts);
  const common = { library, state, engine, active, onChoose };
  // A run and a test would slow each other down.
  useEffect(() => {
    if (active) speedTests().cancel();
  }, [active]);
  useEffect(() => () => speedTests().cancel(), []);
  const others =
    state.kind === "open"
      ? state.models.filter(({ model: { id } }) => !findEntry(id) && id !== except)
      : [];
  return (
    <section className="choice" aria-labelledby="models-to-download">
      <h3 id="models-to-download">{words.title}</h3>
      <p className="choice-about">{words.about}</p>
      {state.kind === "opening" && <p className="hint">{texts.models.looking}</p>}
      {state.kind === "unavailable" && <LibraryProblem problem={state.problem} />}
      <div className="model-cards">
        {catalogue.map((entry) =>
          entry.source.kind === "download" ? (
            <ModelCard
              key={entry.id}
              {...common}
              description={entry.source.model}
              entry={entry}
              fit={fitOfEntry(entry)}
              recommended={recommended?.id === entry.id ? recommended.why : null}
            />
          ) : null,
        )}
      </div>
      {others.length > 0 && (
        <>
          <h3>{words.others}</h3>
          <div className="model-cards">
            {others.map(({ model }) => (
              <StoredModelCard key={model.id} {...common} model={model} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

interface StoredModelCardProps extends Omit<ModelListProps, "except"> {
  readonly state: LibraryState;
  readonly model: StoredModel;
}

/** A model that isn't in the catalogue: its own bytes tell what it needs. */
function StoredModelCard({ model, ...common }: StoredModelCardProps) {
  return (
    <ModelCard
      {...common}
      description={model.description}
      entry={null}
      fit={useFitOf(model)}
      recommended={null}
    />
  );
}
