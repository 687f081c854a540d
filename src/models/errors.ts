/** Something about models that could not be done. `message` says what happened and what to do next. */
export class ModelError extends Error {
  override name = "ModelError";
}

/** The browser gives no usable database (private window, blocked, damaged). */
export class StoreUnavailableError extends ModelError {
  override name = "StoreUnavailableError";
}

/** A newer version of the app has written the database; it is left alone. */
export class StoreTooNewError extends ModelError {
  override name = "StoreTooNewError";
}

/** Another tab holds the database open in an older version, or this tab is the older one. */
export class StoreOutdatedTabError extends ModelError {
  override name = "StoreOutdatedTabError";
}

/** The browser has no room left for this. What was stored stays. */
export class StorageFullError extends ModelError {
  override name = "StorageFullError";
  /** Bytes to free before it can go on, at least. */
  readonly missingBytes: number;

  constructor(message: string, missingBytes: number, options?: ErrorOptions) {
    super(message, options);
    this.missingBytes = missingBytes;
  }
}

/** The model isn't stored, or not wholly. */
export class ModelMissingError extends ModelError {
  override name = "ModelMissingError";
}

/** The server does not answer as it should, or not at all; going on later may work. */
export class DownloadError extends ModelError {
  override name = "DownloadError";
}

/** The server refuses, or there is no such file: trying again as it is won't help. */
export class DownloadRefusedError extends ModelError {
  override name = "DownloadRefusedError";
}

/** The file on the server is another one than when the download began. */
export class ModelChangedError extends ModelError {
  override name = "ModelChangedError";
}

/** Bytes that aren't what they should be: wrong hash, wrong length, a web page, a foreign file. */
export class IntegrityError extends ModelError {
  override name = "IntegrityError";
}

/** A file that can't be imported, with the reason. */
export class ImportError extends ModelError {
  override name = "ImportError";
}

/** A model that can't be converted for the GPU engine, with what to take instead. */
export class ConversionError extends ModelError {
  override name = "ConversionError";
}
