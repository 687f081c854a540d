import { RemoteError } from "../errors";

/** Where a server's routes lie. */
export interface ServerAddress {
  /** Ends in "/v1", without a slash after it. */
  readonly api: string;
  /** The same without "/v1": servers keep routes of their own there (`/props`, `/api/show`). */
  readonly root: string;
  /** For people. */
  readonly label: string;
}

/**
 * Reads what a person types as a server's address: with or without a trailing "/v1", a slash,
 * or even a whole route copied from a manual.
 * @throws {@link RemoteError} saying what is wrong with it
 */
export function parseAddress(text: string): ServerAddress {
  const typed = text.trim();
  if (!typed)
    throw new RemoteError("Enter the server's address, for example http://localhost:8000");
  // "localhost:8000" parses as a URL with the scheme "localhost:", and "host/v1" not at all.
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `http://${typed}`;
  let url: URL;
  try {
    url = new URL(withScheme);
  } catch {
    throw new RemoteError(
      `"${typed}" is not an address. It should look like http://localhost:8000`,
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new RemoteError(
      `The address must start with http:// or https://, not ${url.protocol}// as in "${typed}".`,
    );
  }
  if (url.username || url.password) {
    // `fetch` refuses such addresses; and a password in an address ends up in logs.
    throw new RemoteError(
      "Leave the user name and password out of the address; enter the key in its own field.",
    );
  }
  const path = url.pathname
    .replace(/\/+$/, "")
    .replace(/\/(chat\/completions|completions|models)$/, "")
    .replace(/\/v1$/, "");
  const root = `${url.origin}${path}`;
  return { api: `${root}/v1`, root, label: `${url.host}${path}` };
}
