import * as v from "valibot";
import { protocolName } from "./version";

/**
 * What the page around a plain `<iframe>` may ask its window for; no port is needed. `xapi-request`:
 * statements of the answers. `news-request`: answers, errors and the height.
 */
export const windowRequestSchema = v.object({
  protocol: v.literal(protocolName),
  kind: v.picklist(["xapi-request", "news-request"]),
});

export type WindowRequest = v.InferOutput<typeof windowRequestSchema>;
