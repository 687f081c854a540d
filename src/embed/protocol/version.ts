/** Stands in every message that crosses between windows, so that others' messages are told apart. */
export const protocolName = "math-solver";

/** Counts up when a message changes so that an older side can't read it. */
export const protocolVersion = 1;
