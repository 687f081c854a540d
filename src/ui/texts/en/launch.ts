/** Texts that are shared with the app, and files that are opened with it. */
export const launch = {
  large: (limit: string) =>
    `The file that was opened is larger than ${limit}, so it was not taken as a problem. Copy the part you need from it, and paste it here.`,
  empty: "What was opened or shared holds no text. Type the problem instead.",
  unreadable:
    "The file that was opened can't be read as text (UTF-8). Check that it is still there, or paste the problem instead.",
  close: "Close",
};
