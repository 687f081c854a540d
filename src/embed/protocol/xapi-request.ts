import * as v from "valibot";
import { protocolName } from "./version";

/** A host page asks for xAPI statements of the answers in its frame. No port is needed. */
export const xapiRequestSchema = v.object({
  protocol: v.literal(protocolName),
  kind: v.literal("xapi-request"),
});
