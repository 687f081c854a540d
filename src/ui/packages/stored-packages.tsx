import { useId, useState } from "react";
import { isBuiltIn } from "../../python/packages/known-packages";
import type { PackageLibrary } from "../../python/packages/package-library";
import type { StoredPackage } from "../../python/packages/stored-package";
import { isForThisPython } from "../../python/packages/wheel-name";
import { ConfirmDialog } from "../models/dialog";
import { saveFile } from "../models/save-file";
import { useTask } from "../models/use-library";
import { useTexts } from "../texts/use-texts";
import { titleOf } from "./offers";

interface StoredPackagesProps {
  readonly library: PackageLibrary;
  readonly stored: readonly StoredPackage[];
  /** What this app's own site has. */
  readonly own: ReadonlySet<string>;
}

/** The packages that are kept in this browser. */
export function StoredPackages({ library, stored, own }: StoredPackagesProps) {
  const texts = useTexts();
  const words = texts.packages.stored;
  const bytes = stored.reduce((sum, item) => sum + item.bytes, 0);
  return (
    <section className="card storage-section" aria-labelledby="packages-stored">
      <h3 id="packages-stored">{words.title}</h3>
      <p>{stored.length === 0 ? words.empty : words.sum(stored.length, bytes)}</p>
      {stored.length > 0 && (
        <ul className="package-list">
          {stored.map((item) => (
            <StoredPackageItem key={item.name} {...{ library, item, stored, own }} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface StoredPackageItemProps extends StoredPackagesProps {
  readonly item: StoredPackage;
}

function StoredPackageItem({ library, item, stored, own }: StoredPackageItemProps) {
  const id = useId();
  const texts = useTexts();
  const words = texts.packages.stored;
  const task = useTask();
  const [asked, setAsked] = useState(false);
  const there = new Set([...own, ...stored.map(({ name }) => name)]);
  const missing = item.depends.filter((name) => !there.has(name) && !isBuiltIn(name));
  const users = stored.filter(({ depends }) => depends.includes(item.name));
  const outdated = item.file.endsWith(".whl") && !isForThisPython(item.file);
  const button = { type: "button" as const, disabled: task.busy, "aria-describedby": id };
  const save = () =>
    task.run(() =>
      saveFile(
        item.file,
        () => library.read(item.name),
        () => {},
      ),
    );
  return (
    <li className="package">
      <div className="model-card-head">
        <h4 id={id}>
          {titleOf(item.name)} <span className="package-version">{item.version}</span>
        </h4>
        <span className="badge">{texts.format.size(item.bytes)}</span>
      </div>
      {item.summary && <p>{item.summary}</p>}
      <p className="hint">
        {item.modules.length > 0 && (
          <>
            <code>import {item.modules.filter((name) => !name.startsWith("_"))[0]}</code>
            {" · "}
          </>
        )}
        {words.from[item.source]}
        {" · "}
        {texts.format.moment(item.addedAt)}
      </p>
      {outdated && <p className="notice notice-warning">{words.outdated}</p>}
      {!outdated && missing.length > 0 && (
        <p className="notice notice-warning">{words.missing(missing.join(", "))}</p>
      )}
      <details className="model-more">
        <summary>{texts.models.hashes(1)}</summary>
        <div className="file-hashes">
          <p>
            <strong>{item.file}</strong>
          </p>
          <p>
            SHA-256 <code>{item.sha256}</code>
          </p>
          <p>{words.trust[item.source]}</p>
        </div>
      </details>
      {task.error && (
        <p className="notice notice-error" role="alert">
          {task.error}
        </p>
      )}
      <div className="model-actions">
        <button {...button} className="button" onClick={save}>
          {texts.storage.model.export}
        </button>
        <button {...button} className="button button-stop" onClick={() => setAsked(true)}>
          {words.remove}
        </button>
      </div>
      {asked && (
        <ConfirmDialog
          title={words.removeTitle(titleOf(item.name))}
          action={words.removeAction}
          onConfirm={() => task.run(() => library.remove(item.name))}
          onClose={() => setAsked(false)}
        >
          <p>{item.source === "file" ? words.lost : words.again}</p>
          {users.length > 0 && (
            <p>{words.usedBy(users.map(({ name }) => titleOf(name)).join(", "))}</p>
          )}
        </ConfirmDialog>
      )}
    </li>
  );
}
