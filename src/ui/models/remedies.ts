import type { ModelProblem } from "../../models/library";

/** What a person can do about a problem. */
export type Remedy =
  /** Download on from where it stopped. */
  | "go-on"
  /** Discard what came, and download again. */
  | "start-again"
  /** Delete other models. */
  | "make-room"
  | "delete"
  | "reload";

interface Situation {
  /** Whether every file has an address. */
  readonly hasAddress: boolean;
  readonly complete: boolean;
}

/** The remedies that may help, the likeliest first. */
export function remediesFor(problem: ModelProblem, situation: Situation): readonly Remedy[] {
  switch (problem.name) {
    case "StoreOutdatedTabError":
      return ["reload"];
    case "StoreUnavailableError":
    case "StoreTooNewError":
      return [];
    case "StorageFullError":
      return situation.hasAddress ? ["make-room", "go-on"] : ["make-room"];
    case "ModelChangedError":
      return ["start-again", "delete"];
    case "IntegrityError":
    case "ModelMissingError":
      return situation.hasAddress ? ["start-again", "delete"] : ["delete"];
    default:
      if (situation.complete) return [];
      return situation.hasAddress ? ["go-on", "delete"] : ["delete"];
  }
}
