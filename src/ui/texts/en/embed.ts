import { format } from "./format";

/** The solver in a frame of another site's page. */
export const embed = {
  openFull: "Open in the full app",
  newTab: "opens a new tab",
  working: "Working",
  model: (title: string) => `Model: ${title}`,
  queue: (place: number) =>
    `Another solver is using the engine. Place ${format.count(place)} in the queue.`,
  looking: "Looking for the model on this device…",
  kept: "Kept answer",
  keptHint: "The page around kept this from an earlier run.",
  stopped: "Stopped before there was an answer.",
  unknown: (id: string) => `This solver has no model named “${id}”.`,
  hidden: {
    working: "The solution is worked out, and not shown yet.",
    waiting: "The solution is not shown here yet. Try the problem yourself.",
  },
  offer: {
    region: "Model to download",
    title: (model: string) => `This page asks for ${model}.`,
    facts: (size: string, host: string) =>
      `It is not on this device for this page. It has ${size} and comes from ${host}. Nothing is fetched before you click.`,
    where:
      "It stays in the part of this browser's storage that belongs to this page and the solver.",
    download: (size: string) => `Download ${size}`,
    pause: "Pause",
    hidden: "The button works once it has been in plain sight for a moment.",
    unsupported:
      "This browser can't tell whether something covers a button, so the download is not offered here. The full app has it.",
    borrow: "Use the full app's models",
    notThere: (model: string) => `The full app does not have ${model} in this browser either.`,
    demo: "Use the demonstration model",
    missing: (model: string) => `${model} is not on this device. The person is asked first.`,
  },
};
