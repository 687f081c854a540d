import { selectionRules } from "../../solver/selection/registry";
import type { Vote } from "../../solver/vote";
import { ChartsSection } from "./charts-section";
import { ComparisonList } from "./comparison-list";
import { ExplanationCard } from "./explanation-card";
import { SampleGrid } from "./sample-grid";
import type { RunFacts, RunState } from "./solver-state";
import { VoteBars } from "./vote-bars";
import { Working } from "./working";

interface RunPartsProps {
  readonly run: RunState;
}

/** What a run consists of: votes, comparisons and samples; of a single sample, its working. */
export function RunParts({ run }: RunPartsProps) {
  if (run.kind === "idle" || run.kind === "waiting") return null;
  const { facts, view } = run;
  const live = run.kind === "running";
  if (facts.samples === 1) {
    return (
      <>
        <Working parts={view.samples[0]?.transcript.parts ?? []} live={live} />
        <ChartsSection key={facts.id} view={view} live={live} />
      </>
    );
  }
  const outcome = run.kind === "finished" ? run.outcome : null;
  const { vote } = view;
  const chosen = vote.tallies.find(({ answer }) => answer === outcome?.answer) ?? vote.winner;
  return (
    <>
      {outcome && <ExplanationCard facts={facts} outcome={outcome} />}
      <VoteBars
        vote={vote}
        sureness={view.sureness}
        samples={facts.samples}
        chosen={chosen}
        lacksTop={lacksTop(facts, vote)}
      />
      {/* What was opened belongs to its run. */}
      <SampleGrid
        key={facts.id}
        facts={facts}
        samples={view.samples}
        leading={chosen?.samples ?? noSamples}
      />
      <ComparisonList comparisons={view.comparisons} outcome={outcome?.genselect ?? null} />
      <ChartsSection key={`charts-${facts.id}`} view={view} live={live} />
    </>
  );
}

/** Whether the rule had to do without the likeliest tokens. */
function lacksTop({ request }: RunFacts, { measure }: Vote): boolean {
  if (!request || !selectionRules[request.select].needsTop) return false;
  return measure !== "lowest-group" && measure !== "ranks";
}

const noSamples: readonly number[] = [];
