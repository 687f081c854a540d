import type { SampleTone } from "./sample-labels";

/** Strokes on a square of 16; a tone is never told by colour alone. */
const paths: Readonly<Record<SampleTone, string>> = {
  waiting: "M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 1 0 0-11Z",
  busy: "M8 2.5a5.5 5.5 0 1 1-5.5 5.5",
  good: "M3 8.5 6.5 12 13 4.5",
  half: "M8 2.5v7M8 12.5v1",
  quiet: "M3.5 8h9",
  bad: "M4 4l8 8M12 4l-8 8",
};

export function SampleIcon({ tone }: { readonly tone: SampleTone }) {
  return (
    <svg className={`sample-icon sample-icon-${tone}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[tone]} />
    </svg>
  );
}
