/** Hands a file to the browser's downloads. */
export function downloadText(name: string, text: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // It tells nobody when it has read everything.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
