import { info } from "pyodide/pyodide-lock.json";
import { useState } from "react";
import { builtInPackages } from "../../python/packages/known-packages";
import type { PackageLibrary } from "../../python/packages/package-library";
import pins from "../../python/wheels.json";
import { useTexts } from "../texts/use-texts";
import { useScreenHeading } from "../use-screen-heading";
import { FetchDialog } from "./fetch-dialog";
import { OfferedPackages } from "./offered-packages";
import { titleOf } from "./offers";
import { StoredPackages } from "./stored-packages";
import { useOwnPackages, usePackages } from "./use-packages";
import { WheelImport } from "./wheel-import";
import "../models/models.css";
import "../engine-choice/engine-choice.css";
import "./packages.css";

interface PackagesScreenProps {
  readonly library: PackageLibrary;
  /** Files that were dropped on the page. */
  readonly dropped: readonly File[];
  /** They were taken. */
  readonly onTaken: () => void;
}

/** The packages that Python can import here: what there is, what can be fetched, what was imported. */
export function PackagesScreen({ library, dropped, onTaken }: PackagesScreenProps) {
  const texts = useTexts();
  const words = texts.packages;
  const state = usePackages(library);
  const own = useOwnPackages();
  const [asked, setAsked] = useState<string | null>(null);
  const stored = state.kind === "open" ? state.stored : [];
  const heading = useScreenHeading(stored.length);
  return (
    <main className="storage-screen">
      <div className="screen-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.title}
        </h2>
        <p>{words.about}</p>
      </div>
      <BuiltIn own={own} />
      {state.kind === "opening" && <p role="status">{words.looking}</p>}
      {state.kind === "unavailable" && (
        <p className="notice notice-warning" role="alert">
          <strong>{words.noStore}</strong> {texts.message(state.message)}
        </p>
      )}
      {state.kind === "open" && (
        <>
          <StoredPackages library={library} stored={stored} own={own} />
          <OfferedPackages library={library} state={state} own={own} onFetch={setAsked} />
          <WheelImport library={library} dropped={dropped} onTaken={onTaken} />
        </>
      )}
      {asked !== null && (
        <FetchDialog
          library={library}
          name={asked}
          title={titleOf(asked)}
          own={own}
          onClose={() => setAsked(null)}
        />
      )}
    </main>
  );
}

/** What code imports by itself; the rest is there because these need it. */
const leading = ["sympy", "mpmath", "networkx", "pint"];

function BuiltIn({ own }: { readonly own: ReadonlySet<string> }) {
  const words = useTexts().packages.builtIn;
  const extra = pins.wheels.filter(({ name }) => own.has(name));
  const all = [...builtInPackages, ...extra];
  const named = [...leading, ...own];
  const ipython = pins.ipython.wheels.find(({ name }) => name === "ipython");
  return (
    <section className="card storage-section" aria-labelledby="packages-built-in">
      <h3 id="packages-built-in">{words.title}</h3>
      <p>{words.python(info.python, ipython?.version ?? "")}</p>
      <ul className="package-chips">
        {named.flatMap((name) => {
          const item = all.find((each) => each.name === name);
          return item ? [<Chip key={name} {...item} />] : [];
        })}
      </ul>
      <details className="model-more">
        <summary>{words.rest}</summary>
        <ul className="package-chips">
          {all
            .filter(({ name }) => !named.includes(name))
            .map((item) => (
              <Chip key={item.name} {...item} />
            ))}
        </ul>
      </details>
    </section>
  );
}

function Chip({ name, version }: { readonly name: string; readonly version: string }) {
  return (
    <li>
      {name} <span>{version}</span>
    </li>
  );
}
