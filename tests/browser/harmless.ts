const elements = new Set(
  (
    "div span p br hr strong em del code pre ul ol li blockquote table thead tbody tr th td a " +
    "h4 h5 h6 svg path line"
  ).split(" "),
);
const mathElements = new Set(
  (
    "math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup " +
    "munder mover munderover mtable mtr mtd mlabeledtr mstyle mpadded mphantom menclose merror"
  ).split(" "),
);
const attributes = new Set(
  (
    "class style href title target rel start aria-hidden encoding xmlns width height viewBox " +
    "preserveAspectRatio d x1 x2 y1 y2 stroke-width tabindex"
  ).split(" "),
);
/** Of MathML: how something is set, never what it does. */
const mathAttributes = new Set(
  (
    "xmlns display encoding mathvariant mathcolor mathbackground mathsize stretchy fence separator " +
    "lspace rspace accent accentunder columnalign rowspacing columnspacing columnlines rowlines " +
    "scriptlevel displaystyle linethickness width height depth voffset lquote rquote movablelimits " +
    "minsize maxsize symmetric notation linebreak title side class style form largeop"
  ).split(" "),
);

/** Classes that KaTeX and our own renderer give; others could dress a text up as the page. */
const foreignClass = /^(?:button|tile|card|notice|page|link-button)/;

/** What of an element, of what a text became, could do harm. */
export function faultsOf(element: Element): string[] {
  const name = element.localName;
  const isMath = element.namespaceURI === "http://www.w3.org/1998/Math/MathML";
  const found: string[] = [];
  if (!(isMath ? mathElements : elements).has(name)) found.push(`<${name}>`);
  const allowed = isMath ? mathAttributes : attributes;
  for (const { name: attribute, value } of element.attributes) {
    if (!allowed.has(attribute)) found.push(`${name} ${attribute}`);
    if (attribute === "href" && !/^https?:\/\//.test(value)) found.push(`href=${value}`);
    if (attribute === "style" && /url|fixed|absolute|sticky|expression/.test(value)) {
      found.push(`style=${value}`);
    }
    if (attribute === "class" && value.split(/\s+/).some((one) => foreignClass.test(one))) {
      found.push(`class=${value}`);
    }
  }
  if (name === "a" && element.getAttribute("rel") !== "noopener noreferrer nofollow") {
    found.push("a without rel");
  }
  return found;
}
