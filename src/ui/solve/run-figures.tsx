import { useEffect, useState } from "react";
import type { Format } from "../texts/format";
import { useTexts } from "../texts/use-texts";
import { type Progress, tokensPerSecond } from "./progress";

interface RunFiguresProps {
  readonly progress: Progress;
  /** Of the whole run, comparisons included. */
  readonly tokens: number;
  /** Counts on while the run goes on. */
  readonly startedAt: number;
  /** The whole time, once it is known. */
  readonly seconds: number | null;
}

/** Tokens, speed, time, code calls. */
export function RunFigures({ progress, tokens, startedAt, seconds }: RunFiguresProps) {
  const { run, format } = useTexts();
  const words = run.figures;
  const elapsed = useElapsed(startedAt, seconds === null);
  const speed = tokensPerSecond(progress);
  return (
    <dl className="figures">
      <Figure name={words.tokens} value={run.tokens(tokens)} />
      <Figure
        name={words.speed}
        value={words.perSecond(speed === null ? null : formatSpeed(speed, format))}
      />
      <Figure name={words.time} value={format.seconds(seconds ?? Math.floor(elapsed * 10) / 10)} />
      <Figure name={words.codeCalls} value={run.codeCalls(progress.codeCalls)} />
    </dl>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt className="visually-hidden">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function formatSpeed(speed: number, { count, decimal }: Format): string {
  return speed < 10 ? decimal(speed) : count(speed);
}

function useElapsed(startedAt: number, ticking: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!ticking) return;
    const tick = () => setNow(performance.now());
    tick();
    const timer = setInterval(tick, 200);
    return () => clearInterval(timer);
  }, [ticking]);
  return Math.max(0, now - startedAt) / 1000;
}
