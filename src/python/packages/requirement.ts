import { target } from "./target";
import { normaliseName } from "./wheel-name";

/** What a marker may ask for, as Python in the browser answers (packaging.python.org, "Dependency specifiers"). */
const environment: Readonly<Record<string, string>> = {
  python_version: target.python,
  python_full_version: target.pythonFull,
  implementation_version: target.pythonFull,
  implementation_name: "cpython",
  platform_python_implementation: "CPython",
  os_name: "posix",
  sys_platform: "emscripten",
  platform_system: "Emscripten",
  platform_machine: "wasm32",
  platform_release: "",
  platform_version: "",
  // Nobody asks for the extras of a package here.
  extra: "",
};

const versions = new Set(["python_version", "python_full_version", "implementation_version"]);

/**
 * The package that a `Requires-Dist` line asks for, normalised; null where it need not be here, such
 * as for an extra or for another system.
 */
export function requiredName(line: string): string | null {
  const [requirement = "", marker] = line.split(/;(.*)/s);
  const name = /^\s*([A-Za-z0-9][\w.-]*)/.exec(requirement)?.[1];
  if (name === undefined) return null;
  return marker === undefined || holds(marker) ? normaliseName(name) : null;
}

/** Whether a marker holds here. What can't be read counts as holding: a package more does no harm. */
export function holds(marker: string): boolean {
  const tokens = marker.match(token);
  if (!tokens || tokens.length > 200) return true;
  const reader = { tokens, next: 0 };
  const result = either(reader);
  return reader.next === tokens.length ? result : true;
}

const token = /\(|\)|'[^']*'|"[^"]*"|===|~=|==|!=|<=|>=|<|>|[A-Za-z_][\w.]*|\S/g;

interface Reader {
  readonly tokens: readonly string[];
  next: number;
}

function either(reader: Reader): boolean {
  let result = both(reader);
  while (take(reader, "or")) result = both(reader) || result;
  return result;
}

function both(reader: Reader): boolean {
  let result = one(reader);
  while (take(reader, "and")) result = one(reader) && result;
  return result;
}

function one(reader: Reader): boolean {
  if (take(reader, "(")) {
    const result = either(reader);
    take(reader, ")");
    return result;
  }
  const left = reader.tokens[reader.next++] ?? "";
  let operator = reader.tokens[reader.next++] ?? "";
  if (operator === "not") operator = `not ${reader.tokens[reader.next++]}`;
  const right = reader.tokens[reader.next++] ?? "";
  return compare(left, operator, right);
}

function take(reader: Reader, wanted: string): boolean {
  if (reader.tokens[reader.next] !== wanted) return false;
  reader.next += 1;
  return true;
}

function compare(left: string, operator: string, right: string): boolean {
  const [a, b] = [textOf(left), textOf(right)];
  if (a === null || b === null) return true;
  if (operator === "in") return b.includes(a);
  if (operator === "not in") return !b.includes(a);
  if (!versions.has(left) && !versions.has(right)) {
    return operator === "!=" ? a !== b : operator !== "==" || a === b;
  }
  const order = compareVersions(a, b);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
    case "~=":
      return order >= 0;
    case "!=":
      return order !== 0;
    case "==":
    case "===":
      return order === 0;
    default:
      return true;
  }
}

/** The text of a string or of a name; null for a name that nobody knows. */
function textOf(part: string): string | null {
  return /^['"]/.test(part) ? part.slice(1, -1) : (environment[part] ?? null);
}

/** By their numbers; "3.14.*" is compared as far as it goes. */
function compareVersions(a: string, b: string): number {
  const prefix = /\.\*$/.test(b);
  const [one, other] = [numbersOf(a), numbersOf(b)];
  const length = prefix ? other.length : Math.max(one.length, other.length);
  for (let i = 0; i < length; i++) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function numbersOf(version: string): number[] {
  return (version.replace(/\.\*$/, "").match(/\d+/g) ?? []).map(Number);
}
