import { useState } from "react";
import type { ModelLibrary, StorageFacts } from "../../models/library";
import type { AppCopy } from "../../offline/app-copy";
import { OfflineCard } from "../offline/offline-card";
import type { EngineState } from "../solve/solver-state";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { useScreenHeading } from "../use-screen-heading";
import { contactedHosts } from "./contacted-hosts";
import { ConvertFiles } from "./convert-files";
import { FileImport } from "./file-import";
import { viewOf } from "./model-state";
import { LibraryProblem } from "./problem-notice";
import { describeLasting } from "./space";
import { StoredModelCard } from "./stored-model";
import { useLibrary, useTask } from "./use-library";
import { packagesHash, solveHash } from "./use-view";
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
  const texts = useTexts();
  const words = texts.storage;
  const state = useLibrary(library);
  const models = state.kind === "open" ? state.models : [];
  const heading = useScreenHeading(models.length);
  return (
    <main className="storage-screen">
      <div className="screen-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
        </h2>
        <p>{words.about}</p>
      </div>
      {state.kind === "opening" && <p role="status">{texts.models.looking}</p>}
      {state.kind === "unavailable" && <LibraryProblem problem={state.problem} />}
      {state.kind === "open" && (
        <>
          <SpaceCard
            storage={state.storage}
            modelBytes={models.reduce((sum, { storedBytes }) => sum + storedBytes, 0)}
          />
          {models.length === 0 && (
            <p className="card empty">
              {words.empty((label) => (
                <a href={solveHash}>{label}</a>
              ))}
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
            <h3 id="storage-import">{words.import.title}</h3>
            <p>{words.import.about}</p>
            <FileImport
              library={library}
              label={words.import.label}
              offered={offered}
              onOffer={onOffer}
            />
          </section>
          <section className="card choice storage-section" aria-labelledby="storage-convert">
            <h3 id="storage-convert">{words.convert.title}</h3>
            <p>{words.convert.about}</p>
            <ConvertFiles library={library} />
          </section>
        </>
      )}
      <section className="card storage-section" aria-labelledby="storage-packages">
        <h3 id="storage-packages">{texts.packages.title}</h3>
        <p>{texts.packages.storage.about}</p>
        <a href={packagesHash}>{texts.packages.storage.open}</a>
      </section>
      <OfflineCard copy={appCopy} />
      <section className="card storage-section" aria-labelledby="storage-hosts">
        <h3 id="storage-hosts">{words.hosts.title}</h3>
        <dl className="facts">
          {contactedHosts(
            window.location.host,
            models.map(({ model }) => model),
            texts,
          ).map(({ host, why }) => (
            <div key={host}>
              <dt>{host}</dt>
              <dd>{why}</dd>
            </div>
          ))}
        </dl>
        <p>{words.hosts.nobody}</p>
      </section>
      <section className="card storage-section" aria-labelledby="storage-notices">
        <h3 id="storage-notices">{words.notices.title}</h3>
        <p>
          {words.notices.about}{" "}
          <a href="third-party-notices.txt" target="_blank" rel="noopener">
            {words.notices.open}
          </a>
        </p>
      </section>
    </main>
  );
}

interface SpaceCardProps {
  readonly storage: StorageFacts;
  readonly modelBytes: number;
}

function SpaceCard({ storage, modelBytes }: SpaceCardProps) {
  const texts = useTexts();
  const words = texts.storage.space;
  const task = useTask();
  const [granted, setGranted] = useState<boolean | null>(null);
  const { usedBytes, quotaBytes } = storage;
  const facts = granted === null ? storage : { ...storage, persisted: granted };
  return (
    <section className="card storage-section" aria-labelledby="storage-space">
      <h3 id="storage-space">{words.title}</h3>
      {usedBytes !== null && quotaBytes !== null && (
        <meter aria-label={words.meter} value={usedBytes} max={quotaBytes} />
      )}
      <dl className="facts">
        <dt>{words.models}</dt>
        <dd>{texts.format.size(modelBytes)}</dd>
        <dt>{words.site}</dt>
        <dd>{describeUsed(storage, texts)}</dd>
      </dl>
      <p>{describeLasting(facts, texts)}</p>
      {facts.persisted === false && (
        <button
          type="button"
          className="button"
          disabled={task.busy}
          onClick={() => task.run(async () => setGranted(await navigator.storage.persist()))}
        >
          {words.ask}
        </button>
      )}
      {granted === false && <p role="status">{words.refused}</p>}
      {task.error && <p role="alert">{task.error}</p>}
    </section>
  );
}

function describeUsed({ usedBytes, quotaBytes }: StorageFacts, texts: Texts): string {
  const { space } = texts.storage;
  if (usedBytes === null) return space.notSaid;
  if (quotaBytes === null) return texts.format.size(usedBytes);
  return space.ofAllowed(usedBytes, quotaBytes);
}
