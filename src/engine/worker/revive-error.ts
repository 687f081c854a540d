import {
  ConversionError,
  DownloadError,
  IntegrityError,
  ModelError,
  ModelMissingError,
  StoreOutdatedTabError,
  StoreTooNewError,
  StoreUnavailableError,
} from "../../models/errors";
import {
  AbortedError,
  EngineError,
  ModelLoadError,
  PromptTooLongError,
  RemoteError,
} from "../errors";

const kinds = [
  AbortedError,
  ModelLoadError,
  PromptTooLongError,
  RemoteError,
  ConversionError,
  DownloadError,
  IntegrityError,
  ModelMissingError,
  StoreOutdatedTabError,
  StoreTooNewError,
  StoreUnavailableError,
  ModelError,
  EngineError,
];

/** Only an error's name and message cross a worker's border: makes the class out of them again. */
export function reviveError(error: unknown): EngineError | ModelError {
  if (error instanceof EngineError || error instanceof ModelError) return error;
  if (!(error instanceof Error)) return new EngineError(textOf(error), { cause: error });
  const Kind = kinds.find((kind) => new kind().name === error.name) ?? EngineError;
  return new Kind(error.message, { cause: error });
}

/** An object may have a `toString` that is none. */
function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "The engine failed and did not say why.";
  }
}
