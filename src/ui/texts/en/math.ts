/** Formulas and texts: copying them. */
export const math = {
  copy: "Copy",
  copyAnswer: "Copy the answer",
  copySample: (number: number) => `Copy sample ${number}`,
  copyExplanation: "Copy the explanation",
  copied: "Copied",
  forms: { latex: "LaTeX", markdown: "Markdown", text: "Plain text" },
  blocked:
    "The browser did not let this page copy. The text is selected below: copy it with Ctrl+C, or ⌘C.",
  toCopy: "Text to copy",
  close: "Close",
};
