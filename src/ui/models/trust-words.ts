import type { StoredFile } from "../../models/store/model-store";

/** How it is known that a file is the right one, in plain words. */
export function describeTrust({ trust, url }: StoredFile): string {
  switch (trust) {
    case "catalogue":
      return "Exact: this app's list of models names this hash.";
    case "server":
      return "Exact: the server named this hash before the download.";
    case "package":
      return "Exact: the package's own list names this hash.";
    case "first-use":
      return url === null
        ? "Learnt when the file was copied here: a change since then is noticed, but nobody else vouches for it."
        : "Learnt at the first complete download: a change since then is noticed, but nobody else vouches for it.";
    case null:
      return "Not known yet: it is learnt when all of the file is here.";
  }
}
