import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { ModelLibrary, StorageFacts } from "../../models/library";
import type { AppCopy } from "../../offline/app-copy";
import { OfflineCard } from "../offline/offline-card";
import type { EngineState } from "../solve/solver-state";
import { contactedHosts, hostReasons } from "./contacted-hosts";
import { ConvertFiles } from "./convert-files";
import { FileImport } from "./file-import";
import { formatSize } from "./format-size";
import { viewOf } from "./model-state";
import { LibraryProblem } from "./problem-notice";
import { describeLasting } from "./space";
import { StoredModelCard } from "./stored-model";
import { useLibrary, useTask } from "./use-library";
import { solveHash } from "./use-view";
import "./models.css";

interface StorageScreenProps {
  readonly library: ModelLibrary;
  readonly engine: EngineState;
  readonly appCopy: AppCopy;
  /** A file that was dropped on the page. */
  readonly offered: File | null;
  readonly onOffer: (file: File | null) => void;
}

/** What is stored in this browser, how it is known to be right, and who is ever contacted. */
export function StorageScreen({ library, engine, appCopy, offered, onOffer }: StorageScreenProps) {
  const state = useLibrary(library);
  const heading = useRef<HTMLHeadingElement>(null);
  const models = state.kind === "open" ? state.models : [];
  // Before anything else can be given the focus.
  useLayoutEffect(() => heading.current?.focus(), []);
  // The button that had the focus went away together with its model.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is their number that changes
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [models.length]);
  return (
    <main className="storage-screen">
      <div className="screen-head">
        <h2 ref={heading} tabIndex={-1}>
          Storage
        </h2>
        <p>Models are kept in this browser, on this device, and nowhere else.</p>
      </div>
      {state.kind === "opening" && <p role="status">Looking at what is stored…</p>}
      {state.kind === "unavailable" && <LibraryProblem problem={state.problem} />}
      {state.kind === "open" && (
        <>
          <SpaceCard
            storage={state.storage}
            modelBytes={models.reduce((sum, { storedBytes }) => sum + storedBytes, 0)}
          />
          {models.length === 0 && (
            <p className="card empty">
              No model is stored here yet. <a href={solveHash}>Go to the solver</a> and choose
              “Change” to download one, or import a file below. The demonstration model needs no
              storage.
            </p>
          )}
          {models.map((status) => (
            <StoredModelCard
              key={status.model.id}
              library={library}
              status={status}
              view={viewOf(status.model.description, state, engine)}
            />
          ))}
          <section className="card choice storage-section" aria-labelledby="storage-import">
            <h3 id="storage-import">Import a model</h3>
            <p>
              A GGUF file, such as one exported here and carried on a stick. It is copied into this
              browser; drop it anywhere on this page, or choose it.
            </p>
            <FileImport
              library={library}
              label="GGUF file to import"
              offered={offered}
              onOffer={onOffer}
            />
          </section>
          <section className="card choice storage-section" aria-labelledby="storage-convert">
            <h3 id="storage-convert">Convert a model for the GPU engine</h3>
            <p>
              Files on your disk, read from where they lie: a GGUF file (Q8_0, F16 or BF16), or all
              of a model's .safetensors files with config.json and tokenizer.json. The copy is
              stored in this browser.
            </p>
            <ConvertFiles library={library} />
          </section>
        </>
      )}
      <OfflineCard copy={appCopy} />
      <section className="card storage-section" aria-labelledby="storage-hosts">
        <h3 id="storage-hosts">Who is contacted, and why</h3>
        <dl className="facts">
          {contactedHosts(
            window.location.host,
            models.map(({ model }) => model),
          ).map(({ host, why }) => (
            <div key={host}>
              <dt>{host}</dt>
              <dd>{why}</dd>
            </div>
          ))}
        </dl>
        <p>{hostReasons.nobody}</p>
      </section>
    </main>
  );
}

interface SpaceCardProps {
  readonly storage: StorageFacts;
  readonly modelBytes: number;
}

function SpaceCard({ storage, modelBytes }: SpaceCardProps) {
  const task = useTask();
  const [granted, setGranted] = useState<boolean | null>(null);
  const { usedBytes, quotaBytes } = storage;
  const facts = granted === null ? storage : { ...storage, persisted: granted };
  return (
    <section className="card storage-section" aria-labelledby="storage-space">
      <h3 id="storage-space">Space</h3>
      {usedBytes !== null && quotaBytes !== null && (
        <meter
          aria-label="Space used of what the browser allows"
          value={usedBytes}
          max={quotaBytes}
        />
      )}
      <dl className="facts">
        <dt>Models</dt>
        <dd>{formatSize(modelBytes)}</dd>
        <dt>This site in all</dt>
        <dd>
          {usedBytes === null ? "This browser doesn't say." : formatSize(usedBytes)}
          {usedBytes !== null && quotaBytes !== null && ` of ${formatSize(quotaBytes)} allowed`}
        </dd>
      </dl>
      <p>{describeLasting(facts)}</p>
      {facts.persisted === false && (
        <button
          type="button"
          className="button"
          disabled={task.busy}
          onClick={() => task.run(async () => setGranted(await navigator.storage.persist()))}
        >
          Ask the browser to keep it
        </button>
      )}
      {granted === false && <p role="status">The browser did not promise it this time.</p>}
      {task.error && <p role="alert">{task.error}</p>}
    </section>
  );
}
