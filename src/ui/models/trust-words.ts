import type { StoredFile } from "../../models/store/model-store";
import type { Texts } from "../texts/texts";

/** How it is known that a file is the right one, in plain words. */
export function describeTrust({ trust, url }: StoredFile, { storage }: Texts): string {
  const words = storage.trust;
  switch (trust) {
    case "catalogue":
    case "server":
    case "package":
      return words[trust];
    case "first-use":
      return url === null ? words.copied : words.downloaded;
    case null:
      return words.unknown;
  }
}
