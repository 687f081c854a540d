import { useCallback, useEffect, useId, useRef, useState } from "react";
import { isExplained } from "../../python/packages/fetch-package";
import type { PackageLibrary } from "../../python/packages/package-library";
import { useTexts } from "../texts/use-texts";
import { titleOf } from "./offers";

interface WheelImportProps {
  readonly library: PackageLibrary;
  readonly dropped: readonly File[];
  readonly onTaken: () => void;
}

/** What became of a file. */
type Outcome =
  | { readonly file: string; readonly kind: "kept"; readonly title: string }
  | { readonly file: string; readonly kind: "refused"; readonly message: string };

/** Takes wheel files from disk, several at once, and says of each what became of it. */
export function WheelImport({ library, dropped, onTaken }: WheelImportProps) {
  const id = useId();
  const texts = useTexts();
  const words = texts.packages.import;
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [reading, setReading] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);

  const take = useCallback(
    async (files: readonly File[]) => {
      setOutcomes([]);
      for (const file of files) {
        setReading(file.name);
        const outcome = await importOne(library, file);
        setOutcomes((before) => [...before, outcome]);
      }
      setReading(null);
    },
    [library],
  );
  useEffect(() => {
    if (dropped.length === 0) return;
    onTaken();
    // What was dropped may land far from here.
    section.current?.scrollIntoView({ block: "nearest" });
    void take(dropped);
  }, [dropped, onTaken, take]);

  return (
    <section ref={section} className="card choice storage-section" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{words.title}</h3>
      <p>{words.about}</p>
      <label htmlFor={id}>{words.label}</label>
      <input
        id={id}
        type="file"
        accept=".whl,.zip"
        multiple
        disabled={reading !== null}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same files may be chosen again.
          event.target.value = "";
          void take(files);
        }}
      />
      <div role="status" className="package-outcomes">
        {reading !== null && <p>{words.reading(reading)}</p>}
        {outcomes.map((outcome) => (
          <p key={outcome.file} className={outcome.kind === "kept" ? "" : "notice notice-error"}>
            {outcome.kind === "kept" ? words.kept(outcome.title) : texts.message(outcome.message)}
          </p>
        ))}
      </div>
    </section>
  );
}

async function importOne(library: PackageLibrary, file: File): Promise<Outcome> {
  try {
    const { name, version } = await library.importFile(file);
    return { file: file.name, kind: "kept", title: `${titleOf(name)} ${version}` };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const message = isExplained(error)
      ? error.message
      : `Something went wrong that the app doesn't know (${detail}). Reload the page and try again.`;
    return { file: file.name, kind: "refused", message };
  }
}
