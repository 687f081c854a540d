import * as v from "valibot";

/** Asks a waiting service worker to take over. */
export const activationRequest = "activate";

const replySchema = v.picklist(["activating", "other-tabs"]);

/** Whether it does; it does not while other tabs run the version before. */
export type ActivationReply = v.InferOutput<typeof replySchema>;

export function isActivationRequest(data: unknown): boolean {
  return data === activationRequest;
}

export function parseActivationReply(data: unknown): ActivationReply {
  return v.parse(replySchema, data);
}
