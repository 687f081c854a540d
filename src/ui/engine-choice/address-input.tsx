import type { InputHTMLAttributes } from "react";

/** A field for a web address. Its type is text, so that what is no whole address can be sent as well. */
export function AddressInput(props: InputHTMLAttributes<HTMLInputElement>) {
  return <input type="text" inputMode="url" autoComplete="off" spellCheck={false} {...props} />;
}
