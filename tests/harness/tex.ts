import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The packages of Debian that hold what exported documents use. */
const packages = "texlive-latex-recommended texlive-latex-extra";

/** What LaTeX did with a document. */
export interface Compiled {
  /** Lines of the log that begin with "!". */
  readonly errors: readonly string[];
  readonly log: string;
  /** Files that were read and do not belong to TeX. */
  readonly read: readonly string[];
  /** Files in the folder afterwards. */
  readonly files: readonly string[];
}

/**
 * @throws an Error that says what is missing and how to get it, where this machine has no LaTeX or
 * not the packages that exports need
 */
export function checkTex(): void {
  const found = spawnSync("kpsewhich", ["fvextra.sty", "cancel.sty", "mathtools.sty"]);
  const files = found.status === 0 ? String(found.stdout).trim().split("\n") : [];
  if (files.length === 3 && spawnSync("pdflatex", ["--version"]).status === 0) return;
  throw new Error(
    `LaTeX: exported documents are compiled. Debian: apt-get install --no-install-recommends ${packages}`,
  );
}

/** Compiles a document in a folder of its own, where it may run no programs and open only what lies there. */
export function compileTex(source: string): Compiled {
  checkTex();
  const folder = mkdtempSync(join(tmpdir(), "math-solver-tex-"));
  try {
    writeFileSync(join(folder, "document.tex"), source);
    const options = ["-no-shell-escape", "-interaction=nonstopmode", "-recorder"];
    spawnSync("pdflatex", [...options, "document.tex"], {
      cwd: folder,
      // "p": nothing outside of the folder is opened by a name that a document gives.
      env: { ...process.env, openin_any: "p", openout_any: "p", max_print_line: "10000" },
      timeout: 120_000,
    });
    const log = readFileSync(join(folder, "document.log"), "latin1");
    const opened = readFileSync(join(folder, "document.fls"), "utf8").split("\n");
    return {
      errors: log.split("\n").filter((line) => line.startsWith("!")),
      log,
      read: opened.flatMap((line) => {
        const name = /^INPUT (.*)/.exec(line)?.[1];
        return name === undefined || isOfTex(name) ? [] : [name];
      }),
      files: readdirSync(folder).sort(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isOfTex(name: string): boolean {
  return /^\/.*\/(?:texmf|texlive|fonts)/.test(name) || /^(?:\.\/)?document\.\w+$/.test(name);
}
