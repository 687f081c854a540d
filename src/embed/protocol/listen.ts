import * as v from "valibot";
import { limits } from "./limits";
import { createRateLimit } from "./rate-limit";

/** The part of a MessagePort that is used. */
export type PortEnd = Pick<MessagePort, "postMessage" | "close"> & {
  onmessage: ((event: MessageEvent) => void) | null;
};

/**
 * Takes messages of a port that are as the schema says, at a bearable rate. Others are ignored, so
 * that a newer side may say more; a side that floods is not listened to any more.
 */
export function listen<Message>(
  port: PortEnd,
  schema: v.GenericSchema<unknown, Message>,
  onMessage: (message: Message) => void,
): void {
  const limit = createRateLimit(limits);
  port.onmessage = ({ data }) => {
    const verdict = limit(performance.now());
    if (verdict === "closed") {
      port.onmessage = null;
      port.close();
    }
    if (verdict !== "taken") return;
    const { success, output } = v.safeParse(schema, data);
    if (success) onMessage(output);
  };
}
