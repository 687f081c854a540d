import { IntegrityError } from "../errors";

/** A file from which ranges are read: on a disk, in the model store, on a server. */
export interface ByteSource {
  /** Its own name, without folders. */
  readonly name: string;
  readonly size: number;
  /** Exactly these bytes. */
  read(offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file of the page's, or one made of stored pieces. */
export function blobSource(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    async read(offset, length) {
      const part = blob.slice(offset, offset + length).arrayBuffer();
      const bytes = new Uint8Array(
        await part.catch((cause: unknown) => {
          throw new IntegrityError(
            `${name} can't be read any more: it was changed, moved or removed, or the device it ` +
              "lies on. Choose it again.",
            { cause },
          );
        }),
      );
      if (bytes.length < length) throw endsTooEarly(name);
      return bytes;
    },
  };
}

export function endsTooEarly(name: string): IntegrityError {
  return new IntegrityError(
    `${name} ends too early: its download or copy was interrupted. Get it again.`,
  );
}
