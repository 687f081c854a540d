/** A part of the built app that others made. */
export interface Component {
  readonly name: string;
  /** Null for what is part of another component. */
  readonly version: string | null;
  /** SPDX name or expression; null where none is known. */
  readonly licence: string | null;
  /** Where its source is. */
  readonly source: string | null;
  /** Its licence and notices as they ask to be passed on; empty where there are none. */
  readonly text: string;
  /** Package URL (https://github.com/package-url/purl-spec), without a version. */
  readonly purl: string | null;
}
