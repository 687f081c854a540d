import type { Texts } from "../texts";

export const app: Texts["app"] = {
  name: "Math Solver",
  tagline: "Ein Sprachmodell, das nachdenkt und Python ausführt – auf Ihrem eigenen Gerät.",
  language: "Sprache",
  run: "Lauf",
  places: { solve: "Löser", history: "Verlauf", packages: "Python", storage: "Speicher" },
  loading: "Wird geladen …",
  dropModel: "Lassen Sie die GGUF-Modelldatei hier los",
  dropWheels: "Lassen Sie die Wheel-Dateien (.whl) hier los",
  dropRuns: "Lassen Sie die Datei mit exportierten Läufen hier los",
};
