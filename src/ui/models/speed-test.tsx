import {
  type DeviceSpeed,
  problemSeconds,
  tokensPerSecond,
  typicalProblem,
  typicalTokens,
} from "../../models/fit/device-speed";
import { keyOfTested, type TestedModel } from "../../models/speed-test/tested-model";
import { useTexts } from "../texts/use-texts";
import { explainError } from "./use-library";
import { speedTests, useSpeedTests } from "./use-speed-tests";

interface SpeedTestProps {
  readonly model: TestedModel;
  readonly title: string;
  /** A run is under way: it and the test would slow each other down. */
  readonly disabled: boolean;
  readonly describedBy: string;
}

/** What a model would do on this device, measured without a download when a person asks for it. */
export function SpeedTest({ model, title, disabled, describedBy }: SpeedTestProps) {
  const texts = useTexts();
  const words = texts.models.speed;
  const { running, failed, speeds } = useSpeedTests();
  const key = keyOfTested(model);
  const speed = speeds.get(key) ?? null;
  const share = running?.model === key ? running.share : null;
  const error = failed?.model === key ? explainError(failed.error, texts) : null;
  const idle = speed ? words.again : words.test;
  return (
    <div className="speed-test">
      {share !== null ? (
        <div className="activity">
          <progress aria-label={words.running(title)} value={share} max={1} />
          <p className="activity-figures">{words.done(share)}</p>
        </div>
      ) : (
        speed && <SpeedFacts speed={speed} />
      )}
      {error !== null && (
        <p className="notice notice-error" role="alert">
          {error}
        </p>
      )}
      <div className="speed-test-actions">
        {/* One button, so that it keeps the focus. */}
        <button
          type="button"
          className="button"
          aria-describedby={describedBy}
          disabled={share === null && (disabled || running !== null)}
          onClick={() => (share === null ? speedTests().start(model) : speedTests().cancel())}
        >
          {share === null ? idle : texts.models.actions.cancel}
        </button>
        {!speed && share === null && <p className="hint">{words.hint}</p>}
      </div>
      <p className="visually-hidden" role="status">
        {share !== null ? words.running(title) : speed && words.takes(problemSeconds(speed))}
      </p>
    </div>
  );
}

function SpeedFacts({ speed }: { readonly speed: DeviceSpeed }) {
  const { models } = useTexts();
  const words = models.speed;
  const { samples } = speed;
  return (
    <dl className="facts">
      <dt>{words.problem}</dt>
      <dd>
        {models.about(problemSeconds(speed))}{" "}
        <span className="hint">{words.of(typicalProblem.samples, typicalTokens(speed))}</span>
      </dd>
      <dt>{words.one}</dt>
      <dd>{words.rate(tokensPerSecond(speed, 1))}</dd>
      {samples > 1 && (
        <>
          <dt>{words.together(samples)}</dt>
          <dd>{words.rate(tokensPerSecond(speed, samples))}</dd>
        </>
      )}
      <dt>{words.prompt}</dt>
      <dd>{words.rate(speed.readTokensPerSecond)}</dd>
    </dl>
  );
}
