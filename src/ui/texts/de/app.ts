import type { Texts } from "../texts";

export const app: Texts["app"] = {
  name: "Math Solver",
  tagline: "Ein Sprachmodell, das nachdenkt und Python ausführt – auf Ihrem eigenen Gerät.",
  language: "Sprache",
};
