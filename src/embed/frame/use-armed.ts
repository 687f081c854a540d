import { type RefObject, useEffect, useRef, useState } from "react";

/** IntersectionObserver version 2, which some browsers lack: it tells whether something covers a place. */
interface VisibilityOptions extends IntersectionObserverInit {
  readonly trackVisibility: boolean;
  readonly delay: number;
}
type VisibilityEntry = IntersectionObserverEntry & { readonly isVisible?: boolean };

/** A button must have been in plain sight for so long before it takes a click. */
const armMs = 800;
/** How often the browser looks, at least. */
const lookMs = 100;

export type Arming = "hidden" | "armed";

/**
 * Against clickjacking: a page that covers this one, or makes it transparent, must not get a click on
 * what a person can't see.
 */
export function useArmed<Target extends Element>(): [RefObject<Target | null>, Arming] {
  const target = useRef<Target>(null);
  const [arming, setArming] = useState<Arming>("hidden");
  useEffect(() => {
    const element = target.current;
    if (!element || !tellsVisibility()) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const options: VisibilityOptions = { trackVisibility: true, delay: lookMs, threshold: [0, 1] };
    const observer = new IntersectionObserver((entries: VisibilityEntry[]) => {
      const entry = entries.at(-1);
      const visible = entry?.isVisible === true && entry.intersectionRatio >= 0.99;
      clearTimeout(timer);
      if (visible) timer = setTimeout(() => setArming("armed"), armMs);
      else setArming("hidden");
    }, options);
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);
  return [target, arming];
}

/** Whether the browser tells if something covers a place: without it no such button must be offered. */
export function tellsVisibility(): boolean {
  return "isVisible" in IntersectionObserverEntry.prototype;
}
