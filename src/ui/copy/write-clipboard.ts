/**
 * Puts a text into the clipboard. It may still be made: some browsers allow copying only in the click
 * itself, and wait for what they are promised there.
 * @returns false where the browser doesn't allow it, or there is no text
 */
export async function writeClipboard(text: Promise<string>): Promise<boolean> {
  try {
    // Absent on pages without https.
    if (navigator.clipboard) {
      const blob = text.then((it) => new Blob([it], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      return true;
    }
  } catch {
    // Perhaps the old way is allowed.
  }
  return text.then(copyByEvent, () => false);
}

/** The old way, which asks for no permission. */
function copyByEvent(text: string): boolean {
  let copied = false;
  const onCopy = (event: ClipboardEvent) => {
    if (!event.clipboardData) return;
    event.clipboardData.setData("text/plain", text);
    event.preventDefault();
    event.stopImmediatePropagation();
    copied = true;
  };
  window.addEventListener("copy", onCopy, { capture: true });
  try {
    return document.execCommand("copy") && copied;
  } catch {
    return false;
  } finally {
    window.removeEventListener("copy", onCopy, { capture: true });
  }
}
