import * as v from "valibot";
import { limits } from "./limits";
import { offerSchema } from "./offer";
import { createRateLimit } from "./rate-limit";
import { protocolVersion } from "./version";

/** What is looked at of a message between windows. */
export interface WindowMessage<Port> {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
  readonly ports: readonly Port[];
}

export type Handling<Port> =
  /** Not an offer, not from the page around, or not the first. */
  | { readonly kind: "ignored" }
  | { readonly kind: "refused"; readonly port: Port; readonly reason: "host" | "version" }
  | {
      readonly kind: "accepted";
      readonly port: Port;
      readonly nonce: string;
      readonly origin: string;
    };

export interface OfferDeskOptions {
  /** The window around this frame. */
  readonly parent: unknown;
  readonly allows: (origin: string) => boolean;
}

/**
 * Decides about offers: one is accepted in a frame's life, from the page that embeds it, where the
 * owner allows that page. Whatever comes later is a replay.
 */
export function createOfferDesk<Port>({ parent, allows }: OfferDeskOptions) {
  const limit = createRateLimit(limits);
  let taken = false;
  return (message: WindowMessage<Port>, now: number): Handling<Port> => {
    const ignored = { kind: "ignored" } as const;
    if (taken || message.source !== parent || limit(now) !== "taken") return ignored;
    const [port, ...more] = message.ports;
    const { success, output: offer } = v.safeParse(offerSchema, message.data);
    if (!success || port === undefined || more.length > 0) return ignored;
    if (!allows(message.origin)) return { kind: "refused", port, reason: "host" };
    if (offer.version !== protocolVersion) return { kind: "refused", port, reason: "version" };
    taken = true;
    return { kind: "accepted", port, nonce: offer.nonce, origin: message.origin };
  };
}
