import type { MessageTable } from "./translate-message";

/** Messages of errors and notices: English on the left, `{0}`, `{1}` … where values stand. */
export const messages: MessageTable = {};
