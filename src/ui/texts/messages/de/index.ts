import type { MessageTable } from "../translate-message";
import { engine } from "./engine";
import { journal } from "./journal";
import { models } from "./models";
import { packages } from "./packages";
import { page } from "./page";
import { python } from "./python";
import { solver } from "./solver";

/** Messages of errors and notices: English on the left, `{0}`, `{1}` … where values stand. */
export const messages: MessageTable = {
  ...engine,
  ...journal,
  ...models,
  ...packages,
  ...page,
  ...python,
  ...solver,
};
