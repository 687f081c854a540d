/** Elements that stand on lines of their own. */
const blocks = "p, li, h4, h5, h6, pre, tr, blockquote, .formula-display, .math-group, .prose";

/**
 * Makes what is selected and copied hold the LaTeX of its formulas, as it would be typed, and not
 * the letters that they are drawn with. A formula that is selected in part is copied as a whole.
 */
export function copyFormulasAsTex(page: Document): void {
  page.addEventListener("copy", (event) => {
    // What is selected in a field is its own.
    if (event.target instanceof Element && event.target.matches("input, textarea")) return;
    const selection = page.getSelection();
    if (!event.clipboardData || !selection || selection.isCollapsed) return;
    const range = wholeFormulas(selection.getRangeAt(0));
    const fragment = range.cloneContents();
    if (!fragment.querySelector(".katex")) return;
    event.clipboardData.setData("text/plain", textWithTex(fragment));
    event.preventDefault();
  });
}

/** The range, with the formulas that it begins and ends in. */
function wholeFormulas(range: Range): Range {
  const whole = range.cloneRange();
  const first = formulaAround(whole.startContainer);
  if (first) whole.setStartBefore(first);
  const last = formulaAround(whole.endContainer);
  if (last) whole.setEndAfter(last);
  // Within one formula only: its own element comes along.
  return whole;
}

function formulaAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(".formula") ?? null;
}

function textWithTex(fragment: DocumentFragment): string {
  for (const formula of fragment.querySelectorAll(".katex")) {
    const tex = formula.querySelector("annotation")?.textContent ?? "";
    const display = formula.closest(".formula-display, .katex-display") !== null;
    formula.replaceWith(display ? `$$${tex}$$` : `$${tex}$`);
  }
  for (const lineBreak of fragment.querySelectorAll("br")) lineBreak.replaceWith("\n");
  for (const cell of fragment.querySelectorAll(":is(td, th) + :is(td, th)")) cell.prepend("\t");
  for (const block of fragment.querySelectorAll(blocks)) {
    block.prepend("\n");
    block.append("\n");
  }
  return (fragment.textContent ?? "").replace(/\n{3,}/g, "\n\n").trim();
}
