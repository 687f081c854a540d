/** The app's own copy in this browser, and newer versions of it. */
export const offline = {
  title: "Without a network",
  stored: "The app itself is kept in this browser: it opens and solves without a network.",
  storing: "The app itself is being stored in this browser. Then it will open without a network.",
  failed:
    "The app itself could not be stored in this browser, so opening it needs a network. Free " +
    "some space or check the connection, then reload this page.",
  none:
    "The app itself is not stored here, so opening it needs a network. Private windows and " +
    "addresses without https are the usual reasons.",
  update: "A new version is ready.",
  otherTabs:
    "A new version is ready. This app is also open in another tab: close that one, then reload.",
  later: "Reload when the run has ended.",
  reload: "Reload",
};
