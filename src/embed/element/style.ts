/** As a constructed sheet: a page's policy against inline styles does not concern it. */
export function elementStyle(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host { display: block; min-width: 0; }
:host([hidden]) { display: none; }
.box {
  min-height: var(--math-solver-min-height, 11rem);
  border: var(--math-solver-border, 1px solid color-mix(in srgb, currentColor 25%, transparent));
  border-radius: var(--math-solver-radius, 12px);
  background: var(--math-solver-background, transparent);
  overflow: clip;
}
.placeholder { padding: 1rem; }
.status { margin: 0; padding: 0 1rem 1rem; }
.status:empty { display: none; }
iframe { display: block; width: 100%; height: 0; border: 0; }
.ready { min-height: 0; }
.ready iframe { height: var(--height, 11rem); }
.ready .placeholder { display: none; }
`);
  return sheet;
}
