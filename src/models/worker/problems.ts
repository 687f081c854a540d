import {
  ConversionError,
  DownloadError,
  DownloadRefusedError,
  ImportError,
  IntegrityError,
  ModelChangedError,
  ModelError,
  ModelMissingError,
  StorageFullError,
  StoreOutdatedTabError,
  StoreTooNewError,
  StoreUnavailableError,
} from "../errors";
import type { ModelProblem } from "../library";

const kinds = [
  StoreUnavailableError,
  StoreTooNewError,
  StoreOutdatedTabError,
  ModelMissingError,
  DownloadError,
  DownloadRefusedError,
  ModelChangedError,
  IntegrityError,
  ImportError,
  ConversionError,
];

/** An error as data, which crosses the borders of workers and tabs. */
export function problemOf(error: unknown): ModelProblem {
  if (error instanceof ModelError) {
    const missingBytes = error instanceof StorageFullError ? error.missingBytes : null;
    return { name: error.name, message: error.message, missingBytes };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return {
    name: "ModelError",
    message: `Something went wrong that the app doesn't know (${detail}). Reload the page and try again.`,
    missingBytes: null,
  };
}

/** The error again. */
export function errorOf({ name, message, missingBytes }: ModelProblem): ModelError {
  if (missingBytes !== null) return new StorageFullError(message, missingBytes);
  const Kind = kinds.find((kind) => new kind().name === name) ?? ModelError;
  return new Kind(message);
}
