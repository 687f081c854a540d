import * as v from "valibot";
import { limits } from "./limits";

/** The parts that messages are made of. */

export const text = v.pipe(v.string(), v.maxLength(limits.text));
export const problem = v.pipe(v.string(), v.maxLength(limits.problem));
export const answer = v.pipe(v.string(), v.maxLength(limits.answer));
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
/** The name of a model of the solver's own list: never an address. */
export const model = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/));
export const samples = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(1),
  v.maxValue(limits.samples),
);
export const mode = v.picklist(["tir", "cot", "mix"]);
/** A BCP 47 tag. */
export const lang = v.pipe(v.string(), v.regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,7}$/));
export const theme = v.picklist(["auto", "light", "dark"]);
export const controls = v.picklist(["none", "solve", "all"]);
