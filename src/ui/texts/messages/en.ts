import type { MessageTable } from "./translate-message";

/**
 * Messages that speak to who hosts the app, in words for who visits it. As they stand, they are in the
 * console and in the documentation.
 */
export const messages: MessageTable = {
  'Python could not be started: {0} The next block of code tries again; if that does not help, run "npm run setup" where this app is built.':
    "Python could not be started: {0} Check the network connection, then solve again, or choose to solve by reasoning only.",
  'Python starts slowly, since what was prepared for it could not be used; all else works as ever. Reload the page; if that does not help, run "npm run setup" where this app is built. ({0})':
    "Python starts slowly, since what was prepared for it could not be used; all else works as ever. Reload the page. ({0})",
  'The Python package {0} could not be loaded, so code that imports it fails. To have it offline, fetch it on the page of Python packages, or run "npm run setup" with a network where this app is built; otherwise check the network connection. ({1})':
    "The Python package {0} could not be loaded, so code that imports it fails. Check the network connection, then solve again. ({1})",
  'Answers that are written in different ways can\'t be compared, because Math-Verify could not be loaded. To have it, run "npm run setup" with a network where this app is built, then reload the page. ({0})':
    "Answers that are written in different ways can't be compared, because what compares them could not be loaded. Check the network connection, then reload the page. ({0})",
  'Answers with units can\'t be compared, because Pint could not be loaded. To have it, run "npm run setup" with a network where this app is built, then reload the page. ({0})':
    "Answers with units can't be compared, because what compares them could not be loaded. Check the network connection, then reload the page. ({0})",
};
