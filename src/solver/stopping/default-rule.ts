import { adaptiveConsistency } from "./adaptive-consistency";
import { decided } from "./decided";
import { anyOf, type StoppingRule } from "./rule";

/** Chosen by `npm run bench:stopping`; see docs/solver.md. */
export const defaultStopping: StoppingRule = anyOf(adaptiveConsistency(), decided);
