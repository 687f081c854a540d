/** Absolute web addresses only: no scripts, no data, no place of this app. */
export function safeAddress(href: string): string | null {
  try {
    const url = new URL(href);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
