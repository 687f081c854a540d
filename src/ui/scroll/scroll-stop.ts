import { watchUnseen } from "./watch-unseen";

/**
 * A `ref` for what may scroll: it takes the focus while there is something to scroll to, so that
 * arrow keys reach all of it. Not all browsers do that by themselves.
 */
export function scrollStop(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return;
  const look = () => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    const scrolls = scrollWidth > clientWidth || scrollHeight > clientHeight;
    if (scrolls) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  };
  const sizes = new ResizeObserver(look);
  sizes.observe(element);
  // What is in it may grow without it.
  for (const child of element.children) sizes.observe(child);
  const unwatch = watchUnseen(element, look);
  return () => {
    sizes.disconnect();
    unwatch();
  };
}
