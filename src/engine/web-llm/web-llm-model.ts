/** What web-llm runs: a model of its own list, or any package with a library made for it. */
export type WebLlmModel =
  | { readonly kind: "prebuilt"; readonly id: string }
  /** Addresses. web-llm looks for the package's files below `resolve/main/` of its folder. */
  | { readonly kind: "address"; readonly package: string; readonly library: string };

/** A model of web-llm's own list. */
export interface PrebuiltModel {
  readonly id: string;
  /** Of the GPU's, as web-llm says; null where it doesn't. */
  readonly memoryBytes: number | null;
}

/** Where a package's files lie, ending in `/`, as web-llm finds them. */
export function packageFolder(address: string): string {
  const folder = address.endsWith("/") ? address : `${address}/`;
  return /\/resolve\/[^/]+\/$/.test(folder) ? folder : `${folder}resolve/main/`;
}

/** The last part of a package's address: what the model is called. */
export function nameOfModel(model: WebLlmModel): string {
  if (model.kind === "prebuilt") return model.id;
  const address = model.package.replace(/\/(?:resolve\/[^/]+\/?)?$/, "");
  return address.split("/").at(-1) || address;
}
