/** The page around the screens. */
export const app = {
  name: "Math Solver",
  tagline: "A language model that reasons and runs Python, on your own device.",
  language: "Language",
  /** In the title of the page. */
  run: "Run",
  places: { solve: "Solver", history: "History", packages: "Python", storage: "Storage" },
  loading: "Loading…",
  dropModel: "Drop a GGUF model file",
  dropWheels: "Drop wheel files (.whl)",
  dropRuns: "Drop a file of exported runs",
};
