/** One file in a wheel's RECORD. */
export interface RecordedFile {
  readonly path: string;
  /** Its algorithm and value, such as `sha256` and a URL-safe base64; null: none is given. */
  readonly hash: { readonly algorithm: string; readonly value: string } | null;
}

/**
 * The fields of METADATA or WHEEL, by lower-case name: headers as in an e-mail (packaging.python.org,
 * "Core metadata specifications"). The text below the headers is left out.
 */
export function readFields(text: string): ReadonlyMap<string, readonly string[]> {
  const fields = new Map<string, string[]>();
  let last: string[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (line === "") break;
    if (/^[ \t]/.test(line) && last) {
      last[last.length - 1] += `\n${line.trim()}`;
      continue;
    }
    const [, name = "", value = ""] = /^([\w-]+):[ \t]*(.*)$/.exec(line) ?? [];
    last = fields.get(name.toLowerCase()) ?? [];
    last.push(value.trimEnd());
    fields.set(name.toLowerCase(), last);
  }
  return fields;
}

/** The lines of RECORD: CSV with path, hash, size (PEP 376, PEP 427). */
export function readRecord(text: string): RecordedFile[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => {
      const [path = "", hash = ""] = cellsOf(line);
      const [, algorithm = "", value = ""] = /^([\w-]+)=(.+)$/.exec(hash) ?? [];
      return { path, hash: value === "" ? null : { algorithm: algorithm.toLowerCase(), value } };
    });
}

/** The cells of a line of CSV; a quoted one may hold commas, and quotes twice. */
function cellsOf(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...cells].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
