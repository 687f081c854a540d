import type { Journal, ListedRun } from "../../journal/journal";
import { InlineMath } from "../math/inline-math";
import { runHash } from "../models/use-view";
import { useTexts } from "../texts/use-texts";
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
  const { format, history } = useTexts();
  const state = useJournal(journal);
  if (state.kind !== "open" || active) return null;
  const run = state.runs.find(({ status }) => status === "cut-off");
  if (!run) return null;
  const { record } = run;
  return (
    <section className="notice resume-offer" aria-label={history.offer.region}>
      <p>
        <strong>{history.offer.title}</strong> {format.moment(record.createdAt)} ·{" "}
        {history.offer.kept(record.tokens)}
      </p>
      <p className="resume-problem" dir="auto">
        <a href={runHash(record.id)}>
          <InlineMath text={record.title ?? shortProblem(record.request.problem)} />
        </a>
      </p>
      <div className="notice-actions">
        <button type="button" className="button button-primary" onClick={() => onContinue(run)}>
          {history.continue}
        </button>
        <button type="button" className="button" onClick={() => onDiscard(run)}>
          {history.discard}
        </button>
      </div>
    </section>
  );
}
