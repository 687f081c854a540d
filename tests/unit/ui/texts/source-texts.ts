import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ESTree, parseSync, Visitor } from "vite";

/** A text that stands in the source, with `{0}`, `{1}` … where values come in. */
export interface SourceText {
  readonly text: string;
  /** Where: path and line. */
  readonly place: string;
}

/** All texts of the modules below a folder: string literals, templates, and sums of them. */
export function sourceTexts(folder: string): SourceText[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .sort()
    .flatMap((name) => textsOf(join(folder, name)));
}

function textsOf(path: string): SourceText[] {
  const source = readFileSync(path, "utf8");
  return textsIn(source, path);
}

/** @param path names the place, and by its ending the language */
export function textsIn(source: string, path: string): SourceText[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const names = namedTexts(program);
  const found: SourceText[] = [];
  /** Parts of a text that was taken as a whole. */
  const taken = new Set<unknown>();
  const take = (node: ESTree.Expression) => {
    if (taken.has(node)) return;
    const place = `${path}:${source.slice(0, node.start).split("\n").length}`;
    for (const pieces of variants(node, names, (part) => taken.add(part)) ?? []) {
      found.push({ text: withPlaces(pieces), place });
    }
  };
  // Not texts that anybody reads.
  const leave = ({ source }: { readonly source: unknown }) => void taken.add(source);
  const leaveType = ({ literal }: { readonly literal: unknown }) => void taken.add(literal);
  new Visitor({
    BinaryExpression: take,
    TemplateLiteral: take,
    Literal: take,
    ImportDeclaration: leave,
    ExportNamedDeclaration: leave,
    ExportAllDeclaration: leave,
    ImportExpression: leave,
    TSLiteralType: leaveType,
  }).visit(program);
  return found;
}

/** A piece of a text: what stands there; null for a value. */
type Piece = string | null;

/** The module's own constants that are texts. */
function namedTexts(program: ESTree.Program): ReadonlyMap<string, ESTree.Expression> {
  const names = new Map<string, ESTree.Expression>();
  for (const statement of program.body) {
    const declaration =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declaration?.type !== "VariableDeclaration" || declaration.kind !== "const") continue;
    for (const { id, init } of declaration.declarations) {
      if (id.type === "Identifier" && init) names.set(id.name, init);
    }
  }
  return names;
}

/**
 * What an expression can say, where that is a text; null where it is none.
 * @param onPart told each part that is part of the text
 */
function variants(
  node: ESTree.Expression | ESTree.PrivateIdentifier,
  names: ReadonlyMap<string, ESTree.Expression>,
  onPart: (node: unknown) => void,
): readonly (readonly Piece[])[] | null {
  const inner = (part: ESTree.Expression | ESTree.PrivateIdentifier) =>
    variants(part, names, onPart) ?? [[null]];
  const result = ((): readonly (readonly Piece[])[] | null => {
    switch (node.type) {
      case "Literal":
        return typeof node.value === "string" ? [[node.value]] : null;
      case "ParenthesizedExpression":
        return variants(node.expression, names, onPart);
      case "Identifier": {
        const named = names.get(node.name);
        return named?.type === "Literal" ? variants(named, names, () => {}) : null;
      }
      case "ConditionalExpression": {
        const both = [node.consequent, node.alternate].map((part) => variants(part, names, onPart));
        if (!both[0] || !both[1]) return null;
        return both.flatMap((one) => one ?? []);
      }
      case "TemplateLiteral":
        return node.quasis.reduce<readonly (readonly Piece[])[]>(
          (before, { value }, index) => {
            const expression = node.expressions[index - 1];
            const middle = expression ? inner(expression) : [[]];
            return product(product(before, middle), [[value.cooked ?? ""]]);
          },
          [[]],
        );
      case "BinaryExpression": {
        if (node.operator !== "+") return null;
        const [left, right] = [node.left, node.right].map((part) => variants(part, names, onPart));
        if (!left && !right) return null;
        return product(left ?? [[null]], right ?? [[null]]);
      }
      default:
        return null;
    }
  })();
  if (result) onPart(node);
  return result;
}

function product(
  before: readonly (readonly Piece[])[],
  after: readonly (readonly Piece[])[],
): readonly (readonly Piece[])[] {
  return before.flatMap((one) => after.map((other) => [...one, ...other]));
}

function withPlaces(pieces: readonly Piece[]): string {
  let place = 0;
  return pieces.map((piece) => piece ?? `{${place++}}`).join("");
}
