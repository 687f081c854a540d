import * as v from "valibot";
import { protocolName, protocolVersion } from "./version";

/** The first message: a host page's, to its frame, with a port for all that follows. */
export const offerSchema = v.object({
  protocol: v.literal(protocolName),
  version: v.pipe(v.number(), v.safeInteger()),
  kind: v.literal("offer"),
  /** Random; the frame's welcome repeats it. */
  nonce: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
});

export type Offer = v.InferOutput<typeof offerSchema>;

export function makeOffer(): Offer {
  const random = crypto.getRandomValues(new Uint8Array(16));
  const nonce = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { protocol: protocolName, version: protocolVersion, kind: "offer", nonce };
}
