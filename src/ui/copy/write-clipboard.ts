/**
 * Puts a text into the clipboard.
 * @returns false where the browser doesn't allow it
 */
export async function writeClipboard(text: string): Promise<boolean> {
  try {
    // Absent on pages without https.
    if (!navigator.clipboard) return copyByEvent(text);
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByEvent(text);
  }
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
