import type { ReactNode } from "react";
import { format } from "./format";

const { count, plural, rate, share, size } = format;

const samples = (n: number) => plural(n, { one: "sample", other: "samples" });
const files = (n: number) => plural(n, { one: "file", other: "files" });

/** A duration that is only guessed: "less than a minute", "about 3 minutes", "about 2.5 hours". */
function about(seconds: number): string {
  if (seconds < 50) return "less than a minute";
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "about a minute";
  if (minutes < 90) return `about ${minutes} minutes`;
  return `about ${(Math.round(seconds / 1800) / 2).toLocaleString(format.locale)} hours`;
}

/** Models: where they stand, and what can be done with them. */
export const models = {
  about,
  reload: "Reload this page",
  failed: (detail: string) =>
    `Something went wrong in this page (${detail}). Reload it and try again.`,
  noStore: "Models can't be stored here at the moment.",
  looking: "Looking at what is stored…",
  /** Where a model stands, in a few words. */
  states: {
    downloading: "Downloading",
    downloadingElsewhere: "Another tab is downloading it",
    verifying: "Checking",
    verifyingElsewhere: "Another tab is checking it",
    importing: "Being copied",
    importingElsewhere: "Another tab is copying it",
    exporting: "Being exported",
    converting: "Being converted",
    convertingElsewhere: "Another tab is converting it",
    stopped: (amount: string) => `Stopped${amount}`,
    paused: (amount: string) => `Paused${amount}`,
    absent: "Not on this device",
    incomplete: "Not complete",
    inUse: "In use",
    loading: "Loading",
    stored: "Stored",
    amountStored: (bytes: number) => `, ${size(bytes)} stored`,
    amountOf: (stored: number, total: number) => ` at ${share(stored, total)}`,
    of: (title: string, state: string) => `${title}: ${state}.`,
    /** What goes on with which model, for screen readers. */
    label: (state: string, title: string) => `${state}: ${title}`,
  },
  activity: {
    amount: (done: number, total: number) =>
      `${size(done)} of ${size(total)} (${share(done, total)})`,
    speed: (bytesPerSecond: number) => `${size(bytesPerSecond)}/s`,
    left: (seconds: number) => `${about(seconds)} left`,
  },
  actions: {
    download: "Download…",
    pause: "Pause",
    goOn: "Go on",
    use: "Use",
    useIt: "Use it",
    later: "Later",
    cancel: "Cancel",
    cancelDownload: "Cancel…",
    delete: "Delete…",
    tryAgain: "Try again",
    startAgain: "Start again",
    stop: "Stop",
    close: "Close",
  },
  arrived: (title: ReactNode) => <>{title} is here, and all of it was checked.</>,
  stoppedHint: "“Change” shows why.",
  moreNeeded: (bytes: ReactNode) => <>{bytes} more must be free.</>,
  makeRoom: {
    none: "No other model is stored here. Free space on this device's disk, or choose a smaller one.",
    title: "You can delete:",
    incomplete: ", not complete",
  },
  deleting: {
    partial: "Delete what has come?",
    whole: "Delete this model?",
    cancelAndDelete: "Cancel and delete",
    delete: "Delete",
    keep: "Keep it",
    what: (title: ReactNode, bytes: number, again: boolean) => (
      <>
        {title}: {size(bytes)} will be deleted from this browser.{" "}
        {again
          ? "You can download it again."
          : "It came from a file: without that file it can't be had again."}
      </>
    ),
  },
  download: {
    title: (title: string) => `Download ${title}`,
    missing: (bytes: number) => `${size(bytes)} more must be free.`,
    missingHint: "The download stops when the room is used up, and keeps what it has.",
    size: "Size",
    sizeUnknown: "The server doesn't say.",
    approximately: (bytes: number) => `about ${size(bytes)}`,
    free: "Free space",
    enough: ": enough",
    time: "Time",
    takes: (seconds: number, megabits: number) =>
      `Takes about ${guess(seconds)} at ${megabits.toLocaleString(format.locale)} Mbit/s. `,
    meanwhile: "You can solve with another model meanwhile, pause it, and go on after a reload.",
    device: "This device",
    deviceUnknown: "Not known yet.",
    from: "Comes from",
    nothingSent: "Nothing of yours is sent there.",
    notBefore: "It isn't contacted before you click.",
    licence: "Licence",
    licenceUnknown: "Not known: look at the page that the address comes from.",
    afterwards: "Afterwards",
    stays: "It stays in this browser, works offline and can be deleted at any time.",
    willAsk: "When you click, the browser is asked to keep it even when the disk gets full.",
    notNow: "Not now",
    start: "Download",
    startSize: (bytes: number) => `Download ${size(bytes)}`,
  },
  space: {
    unknown: "This browser doesn't say",
    free: (bytes: number) => `${size(bytes)}, as the browser estimates`,
    freeIs: (free: string) => ` Free space: ${free}.`,
    kept: "The browser has promised to keep what is stored here until you delete it.",
    notPromised:
      "The browser has not promised to keep what is stored here: it may delete it when the disk " +
      "gets full. It is likelier to promise once you bookmark or install this page.",
    notSaid:
      "This browser doesn't say whether it keeps what is stored here when the disk gets full.",
  },
  fit: {
    onGpu: (n: number, tokens: number, bytes: number) =>
      `Runs here on the GPU: ${samples(n)} at once, up to ${count(tokens)} tokens${n === 1 ? "" : " each"}. ` +
      `Takes ${size(bytes)} of the GPU's memory.`,
    on: (where: "GPU" | "CPU", n: number, tokens: number, bytes: number) =>
      `Runs here on the ${where}: ${samples(n)} at once, ${count(tokens)} tokens${n === 1 ? "" : " each"}. Needs ${size(bytes)} of memory.`,
    cannotRun: "Can't run here",
    tooLarge: "Too large for this device",
    notEight: "The 8-bit model doesn't fit this device; this one does.",
    eight:
      "8 bits keep the published accuracy. In the winners' own table 4 bits cost 6 to 10 points of a " +
      "vote's accuracy.",
    together: "The GPU draws many samples of it together.",
  },
  speed: {
    test: "Test this device",
    again: "Test again",
    hint: "Shows how fast this model would be here. Nothing is downloaded.",
    running: (title: string) => `This device is being tested for ${title}.`,
    done: (part: number) => `Testing this device… ${share(part, 1)}`,
    /** What the test says, in a sentence. */
    takes: (seconds: number) =>
      `Tested on this device: a typical contest problem takes ${about(seconds)}.`,
    one: "One sample",
    together: (n: number) => `${samples(n)} at once`,
    prompt: "Reads the problem",
    problem: "A contest problem",
    of: (n: number, tokens: number) => `(${samples(n)} of ${count(tokens)} tokens each)`,
    rate: (tokens: number) => `${rate(tokens)} tokens a second`,
  },
  accuracy: {
    summary: (benchmark: string, one: number, best: number) =>
      `Of ${benchmark}'s contest problems it solves ${one} % with one sample, ` +
      `and ${best} % when 64 samples vote.`,
    source: (title: string) => `Source: ${title}`,
    caption: "Problems solved, in per cent",
    contest: "Contest",
    one: { cot: "1 sample, reasoning", tir: "1 sample, Python" },
    many: { cot: "64 vote, reasoning", tir: "64 vote, Python" },
    genselect: "GenSelect",
    number: (value: number) => `${value}`,
  },
  settings: (values: {
    readonly temperature: number;
    readonly topP: number;
    readonly one: "cot" | "tir";
    readonly mix: boolean;
    readonly manyFrom: number;
    readonly tokens: number;
  }) =>
    `Temperature ${values.temperature}, top-p ${values.topP}. ` +
    `One sample: ${values.one === "cot" ? "reasoning only" : "Python"}; ` +
    `${values.manyFrom} and more: ${values.mix ? "Python, or a mix" : "Python"}. ` +
    `Its working may be up to ${count(values.tokens)} tokens long.`,
  memory: {
    caption: "Memory needed, by tokens of each sample",
    atOnce: "At the same time",
    row: (where: "GPU" | "CPU", n: number) => `${where}, ${samples(n)}`,
    tooMuch: "too much",
  },
  card: {
    recommended: "Recommended",
    licenceUnknown: "licence not known",
    from: (hosts: string) => `from ${hosts}`,
    fromFile: "from a file",
    more: "More about it",
  },
  file: {
    useOnce: "Use once",
    useOnceHint: "Read from your disk, not copied; forgotten with this page.",
    keep: "Keep in this browser",
    keepHint: "Copies it into this browser's storage, for the next time and offline.",
    copying: "Copying the file and checking it…",
    copyingLabel: "Copying the file",
    kept: (title: ReactNode) => <>{title} is kept in this browser.</>,
    wasThere: (title: ReactNode) => (
      <>
        {title} was kept in this browser already. It was checked against the file; nothing was
        stored twice.
      </>
    ),
  },
  convert: {
    title: "Convert for the GPU engine",
    action: "Convert",
    stored: (title: ReactNode) => (
      <>{title} is stored here. It can be chosen like any other model.</>
    ),
    looking: "Looking at the model…",
    copyHint: "A copy is stored in this browser; the model itself stays as it is.",
    converting: "Converting the model…",
    convertingLabel: "Converting the model",
    weights: (title: string) => `Weights of ${title} in the copy`,
    fourHint: "4 bits cost some accuracy; 8 bits are as good as the original.",
    formats: {
      q8f16_1: "8 bits",
      q8f32_1: "8 bits, scales in 32",
      q4f16_1: "4 bits",
      q4f32_1: "4 bits, scales in 32",
      q0f16: "16 bits",
      q0f32: "32 bits",
    },
    format: (name: string, bytes: number) => `${name}: ${size(bytes)}`,
    name: "Name of the model, such as OpenMath-Nemotron-1.5B",
    nameHint: "By it the app knows how the model wants to be asked. GGUF files tell it themselves.",
    files: "Files of the model to convert",
    unnamed: "Converted model",
  },
  hashes: (n: number) => (n === 1 ? "Hash of the file" : `Hashes of ${files(n)}`),
};

/** A duration that is only guessed, in words. */
function guess(seconds: number): string {
  if (seconds < 50) {
    return plural(Math.max(5, Math.round(seconds / 5) * 5), { one: "second", other: "seconds" });
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return plural(Math.max(1, minutes), { one: "minute", other: "minutes" });
  const hours = Math.round(seconds / 1800) / 2;
  return `${hours.toLocaleString(format.locale)} hours`;
}
