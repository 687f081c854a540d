import type { RunView, SampleView } from "../solve/run-view";
import { describeSample } from "../solve/sample-labels";
import type { RunFacts } from "../solve/solver-state";
import { Parts } from "../solve/working";
import { useTexts } from "../texts/use-texts";
import { usePrinting } from "./use-printing";

interface PrintedSamplesProps {
  readonly facts: RunFacts;
  readonly view: RunView;
}

/** All samples in full, on paper only. */
export function PrintedSamples({ facts, view }: PrintedSamplesProps) {
  const printing = usePrinting();
  if (!printing || facts.samples === 1) return null;
  return view.samples
    .filter(({ transcript }) => transcript.parts.length > 0)
    .map((sample) => <PrintedSample key={sample.sample} facts={facts} sample={sample} />);
}

interface PrintedSampleProps extends Pick<PrintedSamplesProps, "facts"> {
  readonly sample: SampleView;
}

function PrintedSample({ facts, sample }: PrintedSampleProps) {
  const texts = useTexts();
  const note = describeSample(sample, facts, texts);
  return (
    <section className="working printed-sample">
      <h2 className="section-title">{texts.run.sample.name(sample.sample + 1)}</h2>
      {note && <p className="hint">{note}</p>}
      <Parts parts={sample.transcript.parts} live={false} />
    </section>
  );
}
