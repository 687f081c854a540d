export type CopyForm = "latex" | "markdown" | "text";

export const copyForms: readonly CopyForm[] = ["latex", "markdown", "text"];
