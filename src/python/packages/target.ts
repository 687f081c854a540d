import { info } from "pyodide/pyodide-lock.json";

const [major = "", minor = ""] = info.python.split(".");

/** The Python that wheels must fit, from Pyodide's lock file. */
export const target = {
  /** "3.14" */
  python: `${major}.${minor}`,
  /** "3.14.2" */
  pythonFull: info.python,
  /** The second number of Python's version. */
  minor: Number(minor),
  /** Platform tags: PEP 783's, and the one of Emscripten itself. */
  platforms: [
    `pyemscripten_${info.abi_version}_${info.arch}`,
    `${info.platform}_${info.arch}`,
  ] as readonly string[],
};
