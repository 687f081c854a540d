import { useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/** True while the page is being printed: there nothing can be opened by a click. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  // Before anyone can see the page, and print it.
  useLayoutEffect(() => {
    // The browser takes its picture as soon as the listeners have returned.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);
  return printing;
}
