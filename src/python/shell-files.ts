import init from "./shell/__init__.py?raw";
import blockLoop from "./shell/block_loop.py?raw";
import compiling from "./shell/compiling.py?raw";
import figures from "./shell/figures.py?raw";
import fresh from "./shell/fresh.py?raw";
import imports from "./shell/imports.py?raw";
import ipython from "./shell/ipython.py?raw";
import memoising from "./shell/memoising.py?raw";
import refusals from "./shell/refusals.py?raw";
import session from "./shell/session.py?raw";
import streams from "./shell/streams.py?raw";
import tracebacks from "./shell/tracebacks.py?raw";

/** The shell's Python files by name; workers get them as a package. */
export const shellFiles: Readonly<Record<string, string>> = {
  "__init__.py": init,
  "block_loop.py": blockLoop,
  "compiling.py": compiling,
  "figures.py": figures,
  "fresh.py": fresh,
  "imports.py": imports,
  "ipython.py": ipython,
  "memoising.py": memoising,
  "refusals.py": refusals,
  "session.py": session,
  "streams.py": streams,
  "tracebacks.py": tracebacks,
};
