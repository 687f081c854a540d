import { useId, useState } from "react";
import { isBuiltIn } from "../../python/packages/known-packages";
import type {
  PackageActivity,
  PackageLibrary,
  PackagesState,
} from "../../python/packages/package-library";
import { normaliseName } from "../../python/packages/wheel-name";
import { ActivityLine } from "../models/activity-line";
import { useTask } from "../models/use-library";
import { useTexts } from "../texts/use-texts";
import { offers, titleOf } from "./offers";

interface OfferedPackagesProps {
  readonly library: PackageLibrary;
  readonly state: PackagesState & { readonly kind: "open" };
  /** What this app's own site has. */
  readonly own: ReadonlySet<string>;
  /** Asks before a package is fetched. */
  readonly onFetch: (name: string) => void;
}

/** Packages that can be fetched once and are there without a network from then on. */
export function OfferedPackages({ library, state, own, onFetch }: OfferedPackagesProps) {
  const words = useTexts().packages.offered;
  const listed: readonly string[] = offers.map(({ name }) => name);
  // Others that were asked for: they stay in view as long as something is to be said of them.
  const others = [...new Set([...state.activities.keys(), ...state.begun.keys()])];
  const names = [...listed, ...others.filter((name) => !listed.includes(name))];
  return (
    <section className="card storage-section" aria-labelledby="packages-offered">
      <h3 id="packages-offered">{words.title}</h3>
      <p>{words.about}</p>
      <ul className="package-list">
        {names
          .filter((name) => !own.has(name))
          .map((name) => (
            <OfferedPackage key={name} {...{ library, state, own, onFetch, name }} />
          ))}
      </ul>
      <OtherPackage library={library} onFetch={onFetch} />
    </section>
  );
}

function OfferedPackage(props: OfferedPackagesProps & { readonly name: string }) {
  const { library, state, own, onFetch, name } = props;
  const id = useId();
  const texts = useTexts();
  const { offered: words, offers: uses } = texts.packages;
  const { actions } = texts.models;
  const task = useTask();
  const item = library.find(name);
  if (!item) return null;
  const activity = state.activities.get(name) ?? null;
  const begun = state.begun.get(name) ?? null;
  const there = state.stored.find((each) => each.name === name);
  const use = offers.find((offer) => offer.name === name);
  const fetching = activity?.kind === "fetching";
  const goOn = () => task.run(() => library.fetch(name, own));
  const button = { type: "button" as const, className: "button", "aria-describedby": id };
  return (
    <li className="package">
      <div className="model-card-head">
        <h4 id={id}>
          {titleOf(name)} <span className="package-version">{item.version}</span>
        </h4>
        {there && <span className="badge badge-good">{words.there}</span>}
        {!fetching && begun !== null && <span className="badge">{words.paused(begun)}</span>}
      </div>
      {use && <p>{uses[use.name]}</p>}
      {activity && <Fetching activity={activity} title={titleOf(name)} />}
      {activity?.kind === "stopped" && (
        <p className="notice notice-error" role="alert">
          {texts.message(activity.message)}
        </p>
      )}
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
      <div className="model-actions">
        {fetching && (
          <button {...button} onClick={() => library.pause(name)}>
            {actions.pause}
          </button>
        )}
        {!fetching && begun !== null && (
          <>
            <button {...button} disabled={task.busy} onClick={goOn}>
              {actions.goOn}
            </button>
            <button
              {...button}
              className="button button-stop"
              disabled={task.busy}
              onClick={() => task.run(() => library.discard(name))}
            >
              {words.discard}
            </button>
          </>
        )}
        {!fetching && begun === null && !there && (
          <button {...button} onClick={() => onFetch(name)}>
            {activity ? actions.tryAgain : words.fetch}
          </button>
        )}
      </div>
    </li>
  );
}

interface FetchingProps {
  readonly activity: PackageActivity;
  readonly title: string;
}

function Fetching({ activity, title }: FetchingProps) {
  const { offered: words } = useTexts().packages;
  if (activity.kind !== "fetching") return null;
  return (
    <>
      <ActivityLine
        activity={{ ...activity, kind: "downloading", elsewhere: false }}
        label={words.fetching(title)}
      />
      <p className="hint package-file">{activity.file}</p>
    </>
  );
}

interface OtherPackageProps {
  readonly library: PackageLibrary;
  readonly onFetch: (name: string) => void;
}

/** Asks for any package of Pyodide's distribution, by its name. */
function OtherPackage({ library, onFetch }: OtherPackageProps) {
  const id = useId();
  const words = useTexts().packages.other;
  const [text, setText] = useState("");
  const [error, setError] = useState<string | null>(null);
  const look = () => {
    const name = normaliseName(text.trim());
    if (isBuiltIn(name)) return setError(words.builtIn(name));
    if (!library.find(name)) return setError(words.unknown(text.trim()));
    setError(null);
    setText("");
    onFetch(name);
  };
  return (
    <form
      className="package-other"
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <label htmlFor={id}>{words.label(library.names.length)}</label>
      <div className="package-other-row">
        <input
          id={id}
          type="text"
          list={`${id}-names`}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={text}
          aria-invalid={error !== null}
          aria-describedby={error === null ? undefined : `${id}-error`}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button" disabled={text.trim() === ""}>
          {words.look}
        </button>
      </div>
      <datalist id={`${id}-names`}>
        {library.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {error !== null && (
        <p className="notice notice-warning" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
