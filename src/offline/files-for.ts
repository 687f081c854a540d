/** A file of the built app, as Workbox lists it. */
export interface AppFile {
  readonly url: string;
  /** Changes with the content; null where the address itself does. */
  readonly revision: string | null;
}

/**
 * What a browser has to keep for the app to work offline. llama.cpp comes in two builds of 10 and
 * 19 MB, of which each browser uses one; vite.config.ts gives their files these names.
 */
export function filesFor(files: readonly AppFile[], needsCompat: boolean): AppFile[] {
  return files.filter(({ url }) => {
    if (url.startsWith("assets/wllama-compat-")) return needsCompat;
    if (url.startsWith("assets/wllama-main-")) return !needsCompat;
    return true;
  });
}
