import katex from "katex";
import { marked } from "marked";
import { faultsOf } from "./harmless";

// Runs in the page: renders texts as one might who trusts them. Shows that the tests would notice.

declare global {
  interface Window {
    /** What is not harmless of a text, made into HTML by marked and KaTeX with `trust`. */
    renderNaively(text: string): string[];
  }
}

const place = document.createElement("div");
document.body.append(place);

window.renderNaively = (text) => {
  place.innerHTML = naiveHtml(text);
  return [...place.querySelectorAll("*")].flatMap(faultsOf);
};

function naiveHtml(text: string): string {
  const formula = /^(?:\$|\\[([])([\s\S]*?)(?:\$|\\[)\]])$/.exec(text)?.[1];
  if (formula === undefined) return marked.parse(text, { async: false });
  return katex.renderToString(formula, { trust: true, throwOnError: false, strict: "ignore" });
}
