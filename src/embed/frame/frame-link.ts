import type { FrameMessage } from "../protocol/frame-messages";
import type { HostMessage } from "../protocol/host-messages";
import type { WidgetAnswer } from "../protocol/state";

/** The page around, as the framed app sees it. */
export interface FrameLink {
  /** A plain `<iframe>` has nobody who listens. */
  send(message: FrameMessage): void;
  /** Called once, when the app can hear. */
  start(onMessage: (message: HostMessage) => void): void;
  /** Tells hosts that asked for xAPI statements. */
  report(answer: WidgetAnswer): void;
}
