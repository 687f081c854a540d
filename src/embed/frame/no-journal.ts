import { RunMissingError } from "../../journal/errors";
import type { Journal } from "../../journal/journal";

/**
 * A widget keeps no history: who solves on a school's page would not look for it in a store that belongs
 * to that page alone, nor know how to delete it.
 */
export const noJournal: Pick<Journal, "record" | "resume"> = {
  record: () => ({ id: "", record() {}, fail() {} }),
  async resume() {
    throw new RunMissingError("Runs of a widget are not kept. Solve again.");
  },
};
