/** Something about Python packages that could not be done. `message` says what happened and what to do. */
export class PackageError extends Error {
  override name = "PackageError";
}

/** A file that can't be imported, with the reason. Nothing of it was stored. */
export class WheelRefusedError extends PackageError {
  override name = "WheelRefusedError";
}

/** The browser gives no usable database, or it has no room left. What was stored stays. */
export class PackageStoreError extends PackageError {
  override name = "PackageStoreError";
}
