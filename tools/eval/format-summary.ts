import { type Selection, selectionNames } from "../../src/solver/selection/registry";
import type { Choice } from "./args";
import type { Difference, Share } from "./statistics";
import type { Figures, FiguresOfK, StoppingFigures, Summary } from "./summary";

type Groups = Readonly<Record<string, Figures>>;

/** The summary as people read it in a terminal. */
export function formatSummary(summary: Summary, headline: Choice = "majority"): string {
  const { all, by_split, to_decline } = summary;
  const ended = Object.entries(summary.ended).map(([how, count]) => `${how} ${count}`);
  const paragraphs = [...mainTables(summary, headline)];
  if (all.majority_of > 1) {
    const groups = Object.entries({ all, ...by_split });
    if (headline === "all")
      paragraphs.push(...groups.map(([name, group]) => ruleTable(name, group)));
    paragraphs.push(...groups.map(([name, group]) => tableOfK(name, group)));
    paragraphs.push(stoppingTable({ all, ...by_split }));
  }
  paragraphs.push(`ended: ${ended.join(", ")}`);
  if (to_decline) {
    const { problems, declined } = to_decline;
    paragraphs.push(
      `declined: ${share(declined).trim()} of ${problems} problems that have no expected answer`,
    );
  }
  return paragraphs.join("\n\n");
}

/** All and each split, then each family, then families within splits where there are several. */
function mainTables(summary: Summary, headline: Choice): string[] {
  const { all, by_split, by_family, by_split_and_family } = summary;
  if (all.problems === 0) return [];
  const groups: Groups[] = [{ all, ...by_split }, by_family];
  if (Object.keys(by_split).length > 1) {
    for (const [split, families] of Object.entries(by_split_and_family)) {
      const named = Object.entries(families).map(([family, one]) => [`${split} / ${family}`, one]);
      groups.push(Object.fromEntries(named));
    }
  }
  const filled = groups.filter((group) => Object.keys(group).length > 0);
  const width = Math.max(...filled.flatMap((group) => Object.keys(group).map((k) => k.length)));
  return filled.map((group) => mainTable(group, width, headline, all.majority_of));
}

function mainTable(groups: Groups, width: number, headline: Choice, samples: number): string {
  const choices = headlines(headline);
  const head = [
    ...["".padEnd(width), "problems", "pass@1".padEnd(20)],
    ...choices.map((choice) => `${shortNames[choice] ?? choice}@${samples}`.padEnd(20)),
    ...["tokens", "calls", "seconds"],
  ];
  const rows = Object.entries(groups).map(([name, one]) => [
    ...[name.padEnd(width), String(one.problems).padStart(8), share(one.pass_at_1).padEnd(20)],
    ...choices.map((choice) => share(chosen(one, choice, samples)).padEnd(20)),
    one.mean_tokens.toFixed(0).padStart(6),
    one.mean_code_calls.toFixed(2).padStart(5),
    one.mean_seconds.toFixed(1).padStart(7),
  ]);
  return lines([head, ...rows]);
}

/** Where the common name is another. */
const shortNames: Readonly<Partial<Record<Selection, string>>> = {
  majority: "maj",
  genselect: "GenSelect",
};

function headlines(choice: Choice): readonly Selection[] {
  if (choice === "all") return ["majority"];
  return choice === "genselect" ? ["majority", "genselect"] : [choice];
}

function chosen({ by_k }: Figures, choice: Selection, samples: number): Share | null {
  const figures = by_k.find(({ k }) => k === samples);
  if (!figures) return null;
  // A rule that falls back to the plain vote has its share, the weighted vote has none without weights.
  if (choice === "weighted") return figures.weighted;
  return figures.rules.find(({ rule }) => rule === choice)?.share ?? null;
}

/** All selection rules on the same samples. */
function ruleTable(name: string, { by_k }: Figures): string {
  const sizes = by_k.filter(({ k }) => k > 1);
  const head = [
    "".padEnd(ruleWidth),
    ...sizes.flatMap(({ k }) => [`@${k}`.padEnd(20), "− weighted".padEnd(12)]),
  ];
  const rows = selectionNames.map((rule) => [
    rule.padEnd(ruleWidth),
    ...sizes.flatMap(({ rules, problems }) => {
      const found = rules.find((figures) => figures.rule === rule);
      // Of some problems only, as while comparisons are missing, it can't be set beside the others.
      const one = found?.problems === problems ? found : undefined;
      const minus = difference(one?.minus_weighted ?? null);
      return [share(one?.share ?? null).padEnd(20), minus.padEnd(12)];
    }),
  ]);
  return [`selection rules, ${name}`, lines([head, ...rows])].join("\n");
}

const ruleWidth = Math.max(...selectionNames.map(({ length }) => length));

/** What more samples are worth, and what the choice among them is. */
function tableOfK(name: string, { problems, by_k }: Figures): string {
  // While samples are missing, rows are of different problems.
  const partial = by_k.some((one) => one.problems !== problems);
  const weighted = by_k.some((one) => one.weighted);
  const genselect = by_k.some((one) => one.genselect);
  const head = [
    ...["   k", ...(partial ? ["problems"] : []), "pass@k "],
    ...["maj@k".padEnd(20), "− pass@1".padEnd(12)],
    ...(weighted ? ["weighted@k".padEnd(20), "− maj@k".padEnd(12)] : []),
    ...(genselect ? ["GenSelect@k".padEnd(20), "− maj@k *".padEnd(12)] : []),
    ...(genselect ? ["competed", "decided", "tokens"] : []),
  ];
  const rows = by_k.map((one) => [
    ...[String(one.k).padStart(4), ...(partial ? [String(one.problems).padStart(8)] : [])],
    ...[percent(one.pass.value), share(one.majority).padEnd(20)],
    difference(one.majority_minus_pass_at_1).padEnd(12),
    ...(weighted ? [share(one.weighted).padEnd(20)] : []),
    ...(weighted ? [difference(one.weighted_minus_majority).padEnd(12)] : []),
    ...(genselect ? genSelectCells(one) : []),
  ]);
  const note = genselect ? ["* against maj@k on the same subsets of samples"] : [];
  return [`${name} (${problems} problems)`, lines([head, ...rows]), ...note].join("\n");
}

function genSelectCells({ genselect: one }: FiguresOfK): string[] {
  return [
    share(one?.share ?? null).padEnd(20),
    difference(one?.minus_majority ?? null).padEnd(12),
    (one ? percent(one.competed) : "–").padStart(8),
    (one && one.competed > 0 ? percent(one.decided) : "–").padStart(7),
    (one?.mean_tokens.toFixed(0) ?? "–").padStart(6),
  ];
}

function stoppingTable(groups: Groups): string {
  const title = `${groups.all?.stopping?.at_once ?? 0} at once`;
  const width = Math.max(title.length, ...Object.keys(groups).map((k) => k.length));
  const head = [
    ...[title.padEnd(width), "stopped early".padEnd(20), "samples", "tokens", " of all"],
    ...["accuracy".padEnd(20), "against all"],
  ];
  const rows = Object.entries(groups).flatMap(([name, { stopping }]) =>
    stopping ? [[name.padEnd(width), ...stoppingCells(stopping)]] : [],
  );
  return ["stopping rule", lines([head, ...rows])].join("\n");
}

function stoppingCells(one: StoppingFigures): string[] {
  return [
    share(one.stopped_early).padEnd(20),
    one.mean_samples.toFixed(1).padStart(7),
    one.mean_tokens.toFixed(0).padStart(6),
    percent(one.token_share),
    share(one.accuracy).padEnd(20),
    difference(one.accuracy_minus_all),
  ];
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => cells.join("  ").trimEnd()).join("\n");
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`.padStart(7);
}

function share(one: Share | null): string {
  if (!one) return "    –";
  const [low, high] = [one.low, one.high].map((bound) => (bound * 100).toFixed(1));
  return `${percent(one.value)} (${low}–${high})`;
}

/** In points. */
function difference(one: Difference | null): string {
  if (!one) return "   –";
  const points = (one.value * 100).toFixed(1).replace(/^-(0\.0)$/, "$1");
  const sign = Number(points) > 0 ? "+" : "";
  return `${`${sign}${points}`.padStart(5)} ± ${((one.high - one.value) * 100).toFixed(1)}`;
}
