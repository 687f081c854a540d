/**
 * Puts a text into a box as if a person had typed it over what was there: the box comes into view and
 * has the focus, and the browser's own undo gives the old text back.
 */
export function typeInto(box: HTMLTextAreaElement, text: string): void {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.focus({ preventScroll: true });
  box.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  box.select();
  // Deprecated, and the only way to insert text that undo knows of.
  document.execCommand("insertText", false, text);
}
