import type { Score } from "./compare";

const size = { width: 860, height: 520 };
const frame = { left: 70, top: 50, right: 30, bottom: 60 };
const colours: Readonly<Record<Score["contestant"]["family"], string>> = {
  all: "#444444",
  decided: "#7a5195",
  agreement: "#1f77b4",
  adaptive: "#d1495b",
  default: "#000000",
  tokens: "#2a9d5c",
  time: "#b8860b",
};

/** Tokens spent against accuracy kept, both in per cent of drawing all samples, as an SVG file. */
export function plotScores(scores: readonly Score[], title: string): string {
  const all = scores[0]?.accuracy ?? 1;
  const points = scores.map((score) => ({
    score,
    x: 100 * score.tokenShare,
    y: all > 0 ? (100 * score.accuracy) / all : 0,
  }));
  const lowest = Math.min(99, ...points.map(({ y }) => y));
  const highest = Math.max(100, ...points.map(({ y }) => y));
  const step = niceStep((highest - lowest) / 5);
  const bottom = Math.floor(lowest / step) * step;
  const top = Math.ceil(highest / step) * step;
  const x = (value: number) => frame.left + (value / 100) * (size.width - frame.left - frame.right);
  const y = (value: number) =>
    size.height -
    frame.bottom -
    ((value - bottom) / (top - bottom)) * (size.height - frame.top - frame.bottom);

  const columns = [0, 20, 40, 60, 80, 100].map(
    (value) =>
      line(x(value), y(bottom), x(value), y(top)) +
      text(x(value), y(bottom) + 18, `${value} %`, "middle"),
  );
  const rows = Array.from({ length: Math.round((top - bottom) / step) + 1 }, (_, i) => {
    const value = bottom + i * step;
    return (
      line(x(0), y(value), x(100), y(value)) +
      text(x(0) - 8, y(value) + 4, `${round(value)} %`, "end")
    );
  });
  const taken: Box[] = points.map((at) => ({
    x: x(at.x) - 5,
    y: y(at.y) - 5,
    width: 10,
    height: 10,
  }));
  const marks = points.map(({ score: { contestant }, ...at }) => {
    const colour = colours[contestant.family];
    const label = placeLabel(contestant.name, x(at.x), y(at.y), taken);
    taken.push(label);
    const middle = label.x + label.width / 2;
    return (
      `<circle cx="${round(x(at.x))}" cy="${round(y(at.y))}" r="5" fill="${colour}"/>` +
      text(middle, label.y + 11, contestant.name, "middle", colour)
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12">`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    text(frame.left, 28, title, "start", "#000000", 16),
    ...columns,
    ...rows,
    ...marks,
    text(
      (frame.left + size.width - frame.right) / 2,
      size.height - 16,
      "tokens spent, of those of all samples",
      "middle",
    ),
    `<g transform="translate(18 ${size.height / 2}) rotate(-90)">${text(0, 0, "accuracy kept, of that of all samples", "middle")}</g>`,
    "</svg>\n",
  ].join("\n");
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Beside, above or below its point, ever farther away until it covers nothing. */
function placeLabel(label: string, x: number, y: number, taken: readonly Box[]): Box {
  const [width, height] = [label.length * 6.5, 14];
  const box = (left: number, top: number): Box => ({ x: left, y: top, width, height });
  const near = [box(x + 8, y - 7), box(x - 8 - width, y - 7)];
  const far = Array.from({ length: 12 }, (_, i) => 8 + 14 * i).flatMap((distance) => [
    box(x - width / 2, y - distance - height),
    box(x - width / 2, y + distance),
  ]);
  const inside = (one: Box) => one.x >= 0 && one.x + width <= size.width && one.y >= 0;
  const free = (one: Box) => inside(one) && !taken.some((other) => overlap(one, other));
  return [...near, ...far].find(free) ?? box(x + 8, y - 7);
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1e-6)));
  return ([1, 2, 5].find((one) => one * power >= rough) ?? 10) * power;
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  const [a, b, c, d] = [x1, y1, x2, y2].map(round);
  return `<line x1="${a}" y1="${b}" x2="${c}" y2="${d}" stroke="#dddddd"/>`;
}

function text(
  x: number,
  y: number,
  content: string,
  anchor: string,
  fill = "#333333",
  font = 12,
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" fill="${fill}" font-size="${font}">${escapeXml(content)}</text>`;
}

function escapeXml(content: string): string {
  return content.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
