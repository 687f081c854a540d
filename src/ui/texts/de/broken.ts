import type { Texts } from "../texts";

export const broken: Texts["broken"] = {
  title: "Diese Seite funktioniert nicht mehr",
  about:
    "Laden Sie sie neu, um weiterzumachen. Passiert es bei derselben Aufgabe wieder, melden Sie es " +
    "bitte zusammen mit diesem Text:",
  reload: "Neu laden",
};
