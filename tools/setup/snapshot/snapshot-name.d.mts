/**
 * The snapshot's file name: another one for other content, so that nobody takes an old one.
 * @param root the repository
 * @param version Pyodide's
 * @returns and the files that its content comes from
 */
export function snapshotName(
  root: string,
  version: string,
): Promise<{ readonly name: string; readonly files: readonly string[] }>;
