import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Compiles the modules of IPython that a session may use, and zips them with their source. */
const script = `
import io, os, py_compile, re, zipfile

# What nobody reaches from a block: another front end, tests, other programs' hooks.
LEFT_OUT = ("IPython/terminal/", "IPython/sphinxext/", "IPython/external/")

# Pygments has hundreds of languages; IPython loads these.
OF_PYGMENTS = {
    "__init__", "cmdline", "console", "filter", "formatter", "lexer", "modeline", "plugin",
    "regexopt", "scanner", "sphinxext", "style", "styles", "token", "unistring", "util",
    "filters/__init__", "formatters/__init__", "formatters/_mapping", "formatters/html",
    "formatters/latex", "formatters/other", "formatters/terminal", "formatters/terminal256",
    "lexers/__init__", "lexers/_mapping", "lexers/python", "lexers/special", "styles/__init__",
    "styles/_mapping", "styles/default",
}

# What has to go with the packages: their names, versions and licences.
LEGAL = re.compile(r"[^/]+[.]dist-info/(METADATA|.*(licen[cs]e|notice|copying|authors)[^/]*)", re.I)

def is_used(path):
    if LEGAL.fullmatch(path):
        return True
    if path.startswith("IPython/utils/themes/"):
        return True
    if not path.endswith(".py") or path.startswith(LEFT_OUT) or "/tests/" in path:
        return False
    package, _, rest = path.partition("/")
    return package != "pygments" or rest.removesuffix(".py") in OF_PYGMENTS

def archive(folder):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for place, _, files in sorted(os.walk(folder)):
            for name in sorted(files):
                file = os.path.join(place, name)
                path = os.path.relpath(file, folder)
                if not is_used(path):
                    continue
                add(out, path, file)
                if not path.endswith(".py"):
                    continue
                # Beside the source, which tracebacks show, and taken as it is.
                mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
                py_compile.compile(file, file + "c", path, doraise=True, invalidation_mode=mode)
                add(out, path + "c", file + "c")
    return buffer.getvalue()

def add(out, path, file):
    # A fixed time, so that the same input gives the same file.
    info = zipfile.ZipInfo(path)
    info.compress_type = zipfile.ZIP_DEFLATED
    with open(file, "rb") as data:
        out.writestr(info, data.read())

archive
`;

/**
 * IPython and what it needs as one file, compiled with Pyodide's own Python, which imports from it.
 * @param job wheels: in the folder `from`; to: the file to write
 */
export async function joinIPython({ wheels, from, to }) {
  const { loadPyodide } = await import("pyodide");
  const pyodide = await loadPyodide({ stdout: () => {}, stderr: () => {} });
  const folder = "/ipython";
  for (const { file } of wheels) {
    const bytes = new Uint8Array(await readFile(join(from, file)));
    pyodide.unpackArchive(bytes, "whl", { extractDir: folder });
  }
  const archive = pyodide.runPython(script)(folder);
  await writeFile(to, archive.toJs());
  archive.destroy();
}
