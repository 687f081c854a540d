import type { en } from "./en";

/** All texts of the interface in one language. One file an area, in each language's folder. */
export type Texts = typeof en;
