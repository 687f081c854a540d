import type { Journal, ListedRun } from "../../journal/journal";
import { formatMoment } from "../models/format-size";
import { runHash } from "../models/use-view";
import { plural } from "../solve/figures";
import { InlineMath } from "./inline-math";
import { shortProblem } from "./run-title";
import { useJournal } from "./use-journal";
import "./resume-offer.css";

interface ResumeOfferProps {
  readonly journal: Journal;
  /** A run is under way: the offer waits. */
  readonly active: boolean;
  readonly onContinue: (run: ListedRun) => void;
  readonly onDiscard: (run: ListedRun) => void;
}

/** Offers to go on with the last run that was cut off. */
export function ResumeOffer({ journal, active, onContinue, onDiscard }: ResumeOfferProps) {
  const state = useJournal(journal);
  if (state.kind !== "open" || active) return null;
  const run = state.runs.find(({ status }) => status === "cut-off");
  if (!run) return null;
  const { record } = run;
  return (
    <section className="notice resume-offer" aria-label="A run that was cut off">
      <p>
        <strong>A run was cut off.</strong> {formatMoment(record.createdAt)} ·{" "}
        {plural(record.tokens, "token")} kept
      </p>
      <p className="resume-problem">
        <a href={runHash(record.id)}>
          <InlineMath text={record.title ?? shortProblem(record.request.problem)} />
        </a>
      </p>
      <div className="notice-actions">
        <button type="button" className="button button-primary" onClick={() => onContinue(run)}>
          Continue
        </button>
        <button type="button" className="button" onClick={() => onDiscard(run)}>
          Discard
        </button>
      </div>
    </section>
  );
}
