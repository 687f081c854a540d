import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** How near to the end of the page a reader must be to be taken along. */
const nearEnd = 120;

/** Keeps the end of a growing text in view for a reader who is there; others stay where they are. */
export function useFollow(live: boolean, content: unknown): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  const following = useRef(false);
  useEffect(() => {
    if (!live) return;
    const look = () => {
      following.current = isNearPageEnd();
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => window.removeEventListener("scroll", look);
  }, [live]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was added moves the end
  useLayoutEffect(() => {
    if (live && following.current) end.current?.scrollIntoView({ block: "end" });
  }, [live, content]);
  return end;
}

/** A frame is as high as what it shows: to scroll in it would move the page around it. */
export function isFramed(): boolean {
  return window.parent !== window;
}

/** True for a reader who looks at the end of the page. */
export function isNearPageEnd(): boolean {
  if (isFramed()) return false;
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight - clientHeight - scrollTop < nearEnd;
}
