import type { WidgetOptions } from "../protocol/options";

const darkQuery = /\(prefers-color-scheme:\s*dark\)/;
/** Rules for a dark device, with the condition that they were written with. */
const known = new Map<CSSMediaRule, string>();

/**
 * Shows the page light or dark whatever the device is set to: the styles ask the device, so their
 * conditions are changed.
 */
export function applyTheme(theme: WidgetOptions["theme"]): void {
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSMediaRule && darkQuery.test(rule.media.mediaText)) {
        known.set(rule, rule.media.mediaText);
      }
    }
  }
  for (const [rule, written] of known) {
    rule.media.mediaText = theme === "auto" ? written : theme === "dark" ? "all" : "not all";
  }
  document.documentElement.style.colorScheme = theme === "auto" ? "" : theme;
}
