/** Pixels of either side: a frame of one pixel is in no one's sight. */
const leastSide = 40;
/** How much of the element is looked at anew. */
const steps = Array.from({ length: 41 }, (_, step) => step / 40);

/**
 * Calls back once, when a part of the element that a person can notice is in view: also of a frame in
 * another site's page, where the browser counts what that page shows of it. Tabs in the background show
 * nothing.
 */
export function whenSeen(element: Element, onSeen: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      const rect = entries.at(-1)?.intersectionRect;
      if (!rect || Math.min(rect.width, rect.height) < leastSide) return;
      observer.disconnect();
      onSeen();
    },
    { threshold: steps },
  );
  observer.observe(element);
}
