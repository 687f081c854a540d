import { format } from "./format";

const { count, plural, size } = format;

/** The screen of Python packages. */
export const packages = {
  title: "Python packages",
  about:
    "What the model's Python and “Try it” can import. Packages are kept in this browser, on this device, and work without a network.",
  looking: "Looking at what is stored…",
  noStore: "Packages can't be kept here at the moment.",
  builtIn: {
    title: "Part of this app",
    python: (python: string, ipython: string) =>
      `Python ${python} with IPython ${ipython}, and these packages. Nothing needs to be fetched for them.`,
    rest: "And what these need",
  },
  stored: {
    title: "Kept in this browser",
    empty: "None yet. Fetch one below, or import a file.",
    sum: (n: number, bytes: number) =>
      `${plural(n, { one: "package", other: "packages" })}, ${size(bytes)}. Every run and every “Try it” can import them.`,
    from: {
      pyodide: "from Pyodide's distribution",
      pypi: "from PyPI",
      file: "from a file of yours",
    },
    trust: {
      pyodide: "Exact: Pyodide's lock file, which is part of this app, names this hash.",
      pypi: "Exact: this app names this hash, as PyPI published it.",
      file: "Of your file: a change since then is noticed, but nobody else vouches for it.",
    },
    outdated:
      "Made for another version of Python than this app has now, so it isn't used. Remove it, then fetch or import it anew.",
    missing: (names: string) =>
      `Needs what is not here: ${names}. Fetch it below, or import its file.`,
    remove: "Remove…",
    removeTitle: (title: string) => `Remove ${title}?`,
    removeAction: "Remove",
    again: "It can be fetched again.",
    lost: "It came from a file: without that file it can't be had again.",
    usedBy: (titles: string) => `Without it these no longer work: ${titles}.`,
  },
  offered: {
    title: "To be fetched",
    about:
      "Fetch once, with a network; from then on they are there without one. Nothing is contacted before you click.",
    there: "Kept here",
    paused: (bytes: number) => `Broken off, ${size(bytes)} here`,
    fetch: "Fetch…",
    fetching: (title: string) => `Fetching ${title}`,
    discard: "Discard",
  },
  /** What a package is for. */
  offers: {
    numpy: "Arrays, linear algebra, random numbers. Much of what models write imports it.",
    scipy: "Numerical integration, optimisation, statistics, sparse matrices.",
    matplotlib: "Plots and figures, shown below the code that draws them.",
    pandas: "Tables of data.",
    "python-flint":
      "Fast exact arithmetic for code that imports flint: numbers, polynomials, matrices.",
    "z3-solver":
      "Solves systems of conditions, also with whole numbers: finds values or proves that there are none.",
    gmpy2: "Fast arithmetic with large numbers, for code that imports gmpy2.",
    "scikit-learn": "Machine learning: regression, classification, clusters.",
  },
  other: {
    label: (n: number) => `Another of the ${count(n)} packages made for this Python`,
    look: "Look it up",
    unknown: (name: string) =>
      `No package called ${name} is published for this Python. If its project has a file that ends in none-any.whl, import that file below.`,
    builtIn: (name: string) => `${name} is part of this app: nothing needs to be fetched.`,
  },
  dialog: {
    title: (title: string, version: string) => `Fetch ${title} ${version}`,
    size: "Size",
    asking: "Asking the server…",
    sizeUnknown: "Not known.",
    nothingSent: "It learns which packages you fetch, and nothing else of yours.",
    files: "Files",
    needs: (n: number) =>
      n === 1 ? "One." : `${count(n)}: with what it needs and is not here yet.`,
    checked: "Each is checked against a hash that this app knows.",
    afterwards: "You can go on solving meanwhile, break it off, and go on after a reload.",
    start: "Fetch",
    startSize: (bytes: number) => `Fetch ${size(bytes)}`,
  },
  import: {
    title: "Import wheel files",
    about:
      "Packages from your disk or a stick, such as ones that were exported here on another computer. Several at once; drop them anywhere on this page, or choose them. Their code runs only in the sandbox, as the model's does.",
    label: "Wheel files (.whl) to import",
    reading: (file: string) => `Checking ${file}…`,
    kept: (title: string) => `${title} is kept in this browser.`,
  },
  storage: {
    about:
      "NumPy, SciPy and others for the model's Python, to be fetched once or imported from files.",
    fetch: "Fetch or import Python packages",
    open: "Python packages",
  },
};
