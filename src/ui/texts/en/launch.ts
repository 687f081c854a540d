/** Texts that are shared with the app, and files that are opened with it. */
export const launch = {
  long: (limit: string) =>
    `What was opened or shared is longer than ${limit} characters, so it was not taken as a problem. Type or paste a shorter one.`,
  empty: "What was opened or shared holds no text. Type the problem instead.",
  unreadable:
    "The file that was opened can't be read as text (UTF-8). Check that it is still there, or paste the problem instead.",
  close: "Close",
};
