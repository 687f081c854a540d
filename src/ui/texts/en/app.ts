/** The page around the screens. */
export const app = {
  name: "Math Solver",
  tagline: "A language model that reasons and runs Python, on your own device.",
  language: "Language",
};
