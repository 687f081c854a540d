/** The line break that follows a piece of Python, with the indentation of what comes next. */
export function nextLine(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const indent = /^[ \t]*/.exec(line)?.[0] ?? "";
  const opens = /:\s*(#.*)?$/.test(line);
  return `\n${indent}${opens ? "    " : ""}`;
}
