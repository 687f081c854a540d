import { whenIdle } from "../lazy/when-idle";

/** Elements and what looks at each. */
const watched = new Map<HTMLElement, () => void>();
/** Those to be looked at when the browser has nothing else to do. */
const waiting = new Set<HTMLElement>();

/**
 * Looks at an element that is out of sight: once, and when the window has another size. Parts of a
 * text that are out of sight are not laid out (`content-visibility`), and no observer tells of their
 * size; to ask for it lays them out, so it is asked for seldom and late.
 * @returns ends it
 */
export function watchUnseen(element: HTMLElement, look: () => void): () => void {
  if (watched.size === 0) window.addEventListener("resize", lookAtAll);
  watched.set(element, look);
  lookLater([element]);
  return () => {
    watched.delete(element);
    waiting.delete(element);
    if (watched.size === 0) window.removeEventListener("resize", lookAtAll);
  };
}

function lookAtAll(): void {
  lookLater(watched.keys());
}

function lookLater(elements: Iterable<HTMLElement>): void {
  if (waiting.size === 0) whenIdle(lookNow, { latest: 1000, blind: 200 });
  for (const element of elements) waiting.add(element);
}

function lookNow(): void {
  for (const element of waiting) {
    if (isUnseen(element)) watched.get(element)?.();
  }
  waiting.clear();
}

/** Of others observers tell. Browsers that can't say it lay everything out. */
function isUnseen(element: HTMLElement): boolean {
  return (
    typeof element.checkVisibility === "function" &&
    !element.checkVisibility({ contentVisibilityAuto: true })
  );
}
