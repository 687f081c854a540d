/** What stands there when the page itself fails. */
export const broken = {
  title: "This page stopped working",
  about:
    "Reload it to go on. If it happens again with the same problem, please report it together with " +
    "this text:",
  reload: "Reload",
};
