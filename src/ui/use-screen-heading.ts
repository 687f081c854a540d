import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/**
 * The heading of a screen that lists things: it takes the focus when the screen opens, and when the
 * button that had the focus went away together with its entry.
 * @param count the entries
 * @param options how it takes the focus that was lost
 */
export function useScreenHeading(
  count: number,
  options?: FocusOptions,
): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  // Before anything else can be given the focus.
  useLayoutEffect(() => heading.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is their number that changes
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus(options);
  }, [count]);
  return heading;
}
