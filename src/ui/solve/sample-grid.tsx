import { Fragment, type KeyboardEvent, useCallback, useId, useRef, useState } from "react";
import { isComposing } from "../composing";
import { useTexts } from "../texts/use-texts";
import type { SampleView } from "./run-view";
import { SamplePanel } from "./sample-panel";
import { SampleTile } from "./sample-tile";
import type { RunFacts } from "./solver-state";
import "./samples.css";

interface SampleGridProps {
  readonly facts: RunFacts;
  readonly samples: readonly SampleView[];
  /** Samples that gave the leading answer. */
  readonly leading: readonly number[];
}

/** All samples side by side; one of them can be opened, beneath its row. */
export function SampleGrid({ facts, samples, leading }: SampleGridProps) {
  const id = useId();
  const words = useTexts().run.sample;
  const grid = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState<number | null>(null);
  const toggle = useCallback(
    (sample: number) => setOpened((before) => (before === sample ? null : sample)),
    [],
  );
  const focusTile = (sample: number) =>
    grid.current?.querySelector<HTMLElement>(`[data-sample="${sample}"]`)?.focus();
  const close = () => {
    if (opened === null) return;
    setOpened(null);
    focusTile(opened);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === "Escape" && opened !== null && !isComposing(event)) {
      event.preventDefault();
      close();
    }
    const tile = (event.target as HTMLElement).dataset.sample;
    const next = tile === undefined ? null : neighbour(Number(tile), event.key, samples.length);
    if (next === null) return;
    event.preventDefault();
    focusTile(next);
  };
  if (samples.length === 0) return null;
  return (
    <section className="samples" aria-label={words.title}>
      <h2 className="section-title">{words.title}</h2>
      <ul ref={grid} className="sample-grid" onKeyDown={onKeyDown}>
        {samples.map((sample) => (
          <Fragment key={sample.sample}>
            <SampleTile
              sample={sample}
              leading={leading.includes(sample.sample)}
              opened={sample.sample === opened}
              panelId={`${id}-panel`}
              onToggle={toggle}
            />
            {sample.sample === opened && (
              <SamplePanel id={`${id}-panel`} facts={facts} sample={sample} onClose={close} />
            )}
          </Fragment>
        ))}
      </ul>
    </section>
  );
}

/** The tile that an arrow key leads to; null for other keys. */
function neighbour(sample: number, key: string, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return Math.min(count - 1, sample + 1);
    case "ArrowLeft":
      return Math.max(0, sample - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
