import { useEffect, useState } from "react";
import { formatSeconds, plural } from "./figures";
import { type Progress, tokensPerSecond } from "./progress";

interface RunFiguresProps {
  readonly progress: Progress;
  /** Counts on while the run goes on. */
  readonly startedAt: number;
  /** The whole time, once it is known. */
  readonly seconds: number | null;
}

/** Tokens, speed, time, code calls. */
export function RunFigures({ progress, startedAt, seconds }: RunFiguresProps) {
  const elapsed = useElapsed(startedAt, seconds === null);
  const speed = tokensPerSecond(progress);
  return (
    <dl className="figures">
      <Figure name="Tokens" value={plural(progress.tokens, "token")} />
      <Figure
        name="Speed"
        value={speed === null ? "– tokens/s" : `${formatSpeed(speed)} tokens/s`}
      />
      <Figure name="Time" value={formatSeconds(seconds ?? Math.floor(elapsed * 10) / 10)} />
      <Figure name="Code calls" value={plural(progress.codeCalls, "code call")} />
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

function formatSpeed(speed: number): string {
  return speed < 10 ? speed.toFixed(1) : String(Math.round(speed));
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
