import type { ReactNode } from "react";
import { format } from "./format";

const runs = (n: number) => format.plural(n, { one: "run", other: "runs" });

/** The runs that are kept. */
export const history = {
  title: "History",
  about: "Every run is kept in this browser, on this device, and nowhere else.",
  opening: "Opening the history…",
  none: "There is no history here.",
  notKept: "Runs are not being kept.",
  search: "Search",
  searchHint: "Words of a problem, a name, an answer or a model",
  import: "Import runs",
  imported: (n: number) => `${runs(n)} imported.`,
  wereThere: (n: number) => `${runs(n)} had been here before and stay as they are.`,
  exportAll: "Export all",
  exportThese: "Export these",
  empty: (solver: (label: string) => ReactNode) => (
    <>
      No run is kept here yet. {solver("Go to the solver")} and solve a problem, or import runs that
      were exported as JSON.
    </>
  ),
  runs,
  found: (found: number, all: number) => `${format.count(found)} of ${runs(all)}`,
  noneFound: "No run has all of these words.",
  more: "Show more",
  noAnswer: "no answer",
  status: { running: "running", "cut-off": "cut off", finished: null, failed: "failed" },
  pin: "Pin",
  pinned: "Pinned",
  rename: "Rename",
  delete: "Delete",
  pinOf: (title: string) => `Pin: ${title}`,
  renameOf: (title: string) => `Rename: ${title}`,
  deleteOf: (title: string) => `Delete: ${title}`,
  name: "Name",
  itsProblem: "Its problem",
  save: "Save",
  cancel: "Cancel",
  offer: {
    region: "A run that was cut off",
    title: "A run was cut off.",
    kept: (tokens: number) => `${format.plural(tokens, { one: "token", other: "tokens" })} kept`,
  },
  continue: "Continue",
  discard: "Discard",
  back: "← History",
  missing:
    "This run is not in the history of this browser. It may have been deleted, or the link comes " +
    "from another browser: runs are kept only where they were solved.",
  goesOn: (solver: (label: string) => ReactNode) => (
    <>
      This run still goes on, in this tab or in another one. Look at it in {solver("the solver")}
      {"; when it has ended, it is here in full."}
    </>
  ),
  openingRun: "Opening the run…",
  solveAgain: "Solve again",
  copyLink: "Copy link to the problem",
  linkCopied: "Link copied",
  copyThis: "Copy this link:",
  print: "Print",
  exportAs: "Export as",
  notebook: "Jupyter notebook",
  deleted: (title: ReactNode) => <>Deleted: {title}</>,
  undo: "Undo",
  dismiss: "Dismiss",
};
