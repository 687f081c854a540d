import { useEffect, useState } from "react";
import { isExplained } from "../../python/packages/fetch-package";
import type { PublishedPackage } from "../../python/packages/known-packages";
import type { PackageLibrary } from "../../python/packages/package-library";
import { Dialog } from "../models/dialog";
import { useTexts } from "../texts/use-texts";
import { offers } from "./offers";

interface FetchDialogProps {
  readonly library: PackageLibrary;
  readonly name: string;
  readonly title: string;
  readonly own: ReadonlySet<string>;
  readonly onClose: () => void;
}

/** All that a person should know before a package is fetched. */
export function FetchDialog({ library, name, title, own, onClose }: FetchDialogProps) {
  const texts = useTexts();
  const words = texts.packages.dialog;
  const [files] = useState(() => library.plan(name, own));
  const size = useSize(library, files);
  const free = useFree();
  const item = library.find(name);
  const hosts = [...new Set(files.map(({ url }) => new URL(url).host))];
  const licence = offers.find((offer) => offer.name === name)?.licence;
  const missing =
    size.kind === "known" && free !== null && size.bytes > free ? size.bytes - free : null;
  return (
    <Dialog title={words.title(title, item?.version ?? "")} onClose={onClose}>
      {missing !== null && (
        <p className="notice notice-warning">{texts.models.download.missing(missing)}</p>
      )}
      {size.kind === "failed" && (
        <p className="notice notice-error" role="alert">
          {texts.message(size.message)}{" "}
          <button type="button" className="link-button" onClick={size.again}>
            {texts.models.actions.tryAgain}
          </button>
        </p>
      )}
      <dl className="facts">
        <dt>{words.size}</dt>
        <dd>
          <span role="status">
            {size.kind === "asking" && words.asking}
            {size.kind === "known" && texts.format.size(size.bytes)}
            {size.kind === "failed" && words.sizeUnknown}
          </span>
        </dd>
        {free !== null && (
          <>
            <dt>{texts.models.download.free}</dt>
            <dd>{texts.models.space.free(free)}</dd>
          </>
        )}
        <dt>{texts.models.download.from}</dt>
        <dd>
          <strong>{hosts.join(", ")}</strong>. {words.nothingSent}
        </dd>
        {licence && (
          <>
            <dt>{texts.models.download.licence}</dt>
            <dd>{licence}</dd>
          </>
        )}
        <dt>{words.files}</dt>
        <dd>
          {words.needs(files.length)} {words.checked}
        </dd>
      </dl>
      <details className="model-more">
        <summary>{texts.models.hashes(files.length)}</summary>
        <ul className="file-hashes">
          {files.map(({ file, sha256 }) => (
            <li key={file}>
              <p>
                <strong>{file}</strong>
              </p>
              <p>
                SHA-256 <code>{sha256}</code>
              </p>
            </li>
          ))}
        </ul>
      </details>
      <p>{words.afterwards}</p>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {texts.models.download.notNow}
        </button>
        <button
          type="button"
          className={missing === null ? "button button-primary" : "button"}
          onClick={() => {
            onClose();
            void library.fetch(name, own);
          }}
        >
          {size.kind === "known" ? words.startSize(size.bytes) : words.start}
        </button>
      </div>
    </Dialog>
  );
}

type Size =
  | { readonly kind: "asking" }
  | { readonly kind: "known"; readonly bytes: number }
  | { readonly kind: "failed"; readonly message: string; readonly again: () => void };

/** Bytes of all files; their servers are asked where it isn't known. */
function useSize(library: PackageLibrary, files: readonly PublishedPackage[]): Size {
  const [size, setSize] = useState<Size>({ kind: "asking" });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked again when another try is wanted
  useEffect(() => {
    const stop = new AbortController();
    setSize({ kind: "asking" });
    library.askBytes(files, stop.signal).then(
      (bytes) => setSize({ kind: "known", bytes }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        const message = isExplained(error) ? error.message : String(error);
        setSize({ kind: "failed", message, again: () => setTries((count) => count + 1) });
      },
    );
    return () => stop.abort();
  }, [library, files, tries]);
  return size;
}

/** Bytes that may still be stored, as the browser estimates; null where it doesn't say. */
function useFree(): number | null {
  const [free, setFree] = useState<number | null>(null);
  useEffect(() => {
    navigator.storage?.estimate().then(
      ({ quota, usage }) => {
        if (quota !== undefined && usage !== undefined) setFree(Math.max(0, quota - usage));
      },
      () => {},
    );
  }, []);
  return free;
}
