import type { RunOutcome } from "../../solver/run-events";
import { tieOf } from "../../solver/tie";
import { useMathModule } from "../math/load-math";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import type { RunState, SolverState } from "./solver-state";

interface AnnouncerProps {
  readonly state: SolverState;
}

/** Tells screen readers the turns of a run, and nothing of the stream between them. */
export function Announcer({ state }: AnnouncerProps) {
  const texts = useTexts();
  const math = useMathModule(() => false);
  const inWords = math.kind === "ready" ? math.module.formulaText : asItStands;
  return (
    <p className="visually-hidden" role="status">
      {announce(state.run, texts.run.announce, inWords)}
    </p>
  );
}

/** A formula as it is read aloud: not its LaTeX, once there is what reads that. */
type InWords = (tex: string) => string;

const asItStands: InWords = (tex) => tex;

type AnnouncerTexts = Texts["run"]["announce"];

function announce(run: RunState, texts: AnnouncerTexts, inWords: InWords): string {
  switch (run.kind) {
    case "idle":
    case "cut-off":
      return "";
    case "waiting":
      return texts.waiting;
    case "running":
      return run.facts.samples === 1
        ? announceSample(run, texts)
        : announceRun(run, texts, inWords);
    case "finished":
      return announceOutcome(run.outcome, texts, inWords);
    case "failed":
      // The error itself is an alert.
      return "";
  }
}

function announceOutcome(
  { answer, vote, genselect }: RunOutcome,
  texts: AnnouncerTexts,
  inWords: InWords,
): string {
  if (answer === null) return texts.none;
  const spoken = inWords(answer);
  return tieOf(vote, genselect) ? texts.tie(spoken) : texts.answer(spoken);
}

type Running = RunState & { readonly kind: "running" };

function announceSample({ view }: Running, texts: AnnouncerTexts): string {
  const [sample] = view.samples;
  if (!sample) return texts.solving;
  const { codeCalls } = sample.progress;
  if (sample.state === "python") return texts.python(codeCalls);
  return codeCalls === 0 ? texts.solving : texts.goingOn;
}

/** Only what changes seldom: another leader, or another step. */
function announceRun({ view, facts }: Running, texts: AnnouncerTexts, inWords: InWords): string {
  if (view.comparisons.length > 0) return texts.comparing;
  const leader = view.vote.winner;
  return leader ? texts.leading(inWords(leader.answer)) : texts.samples(facts.samples);
}
