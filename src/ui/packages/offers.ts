import pins from "../../python/wheels.json";
import type { Texts } from "../texts/texts";

/** A package that the page offers by itself. Licences: the packages' own pages. */
export interface PackageOffer {
  readonly name: keyof Texts["packages"]["offers"];
  readonly title: string;
  /** An SPDX expression, or the licence's usual name. */
  readonly licence: string;
}

/** What solutions of mathematical problems import, the most frequent first. */
export const offers: readonly PackageOffer[] = [
  { name: "numpy", title: "NumPy", licence: "BSD-3-Clause" },
  { name: "scipy", title: "SciPy", licence: "BSD-3-Clause" },
  { name: "matplotlib", title: "Matplotlib", licence: "Matplotlib licence (PSF)" },
  { name: "pandas", title: "pandas", licence: "BSD-3-Clause" },
  { name: "python-flint", title: "python-flint", licence: "MIT AND LGPL-3.0-or-later" },
  { name: "z3-solver", title: "Z3", licence: "MIT" },
  { name: "gmpy2", title: "gmpy2", licence: "LGPL-3.0-or-later" },
  { name: "scikit-learn", title: "scikit-learn", licence: "BSD-3-Clause" },
];

/** How a package is called by people. */
export function titleOf(name: string): string {
  return offers.find((offer) => offer.name === name)?.title ?? name;
}

/** Packages of Pyodide's distribution that the set-up command may have put beside the app. */
export const perhapsBuiltIn = pins.wheels.filter(({ source }) => source === "pyodide");
