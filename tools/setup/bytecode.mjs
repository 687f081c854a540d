import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Compiles what importing a wheel's modules loads, and zips it, with Pyodide's own Python. */
const script = `
import importlib, io, os, py_compile, sys, zipfile

def bytecode(names, folder):
    for name in names:
        importlib.import_module(name)
    own = tuple(f"{folder}/{name}/" for name in names)
    files = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for file in sorted(filter(None, files)):
            if file.startswith(own) and file.endswith(".py"):
                # Checked by the source's hash: times of files do not survive unpacking.
                mode = py_compile.PycInvalidationMode.CHECKED_HASH
                compiled = py_compile.compile(file, doraise=True, invalidation_mode=mode)
                # A fixed time, so that the same input gives the same file.
                info = zipfile.ZipInfo(os.path.relpath(compiled, folder))
                info.compress_type = zipfile.ZIP_DEFLATED
                with open(compiled, "rb") as data:
                    out.writestr(info, data.read())
    return archive.getvalue()

bytecode
`;

/**
 * Python compiles a package's source each time a fresh interpreter imports it, which for sympy
 * takes ten times as long as all the rest. So it is compiled once, here.
 * @param job wheels: all that the wanted ones import; wanted: those to compile, each with the
 * `bytecode` file to write
 */
export async function compileBytecode({ wheels, wanted, from, to }) {
  const { loadPyodide } = await import("pyodide");
  const pyodide = await loadPyodide({ stdout: () => {}, stderr: () => {} });
  const folder = pyodide.runPython("import site; site.getsitepackages()[0]");
  for (const { file } of wheels) {
    const bytes = new Uint8Array(await readFile(join(from, file)));
    pyodide.unpackArchive(bytes, "whl", { extractDir: folder });
  }
  const bytecode = pyodide.runPython(script);
  for (const wheel of wanted) {
    const archive = bytecode(wheel.imports ?? [wheel.name], folder);
    await writeFile(join(to, wheel.bytecode), archive.toJs());
    archive.destroy();
  }
}
