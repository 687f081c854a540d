import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Compiles what importing a wheel's modules loads, and zips it, with Pyodide's own Python. */
const script = `
import importlib, io, os, py_compile, re, sys, zipfile

# What has to go with the modules: names, versions and licences.
LEGAL = re.compile("(METADATA|.*(licen[cs]e|notice|copying|authors)[^/]*)", re.I)

def bytecode(names, folder, about):
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
                add(out, os.path.relpath(compiled, folder), compiled)
        for place, _, names in sorted(os.walk(f"{folder}/{about}")):
            for name in sorted(filter(LEGAL.fullmatch, names)):
                file = os.path.join(place, name)
                add(out, os.path.relpath(file, folder), file)
    return archive.getvalue()

def add(out, path, file):
    # A fixed time, so that the same input gives the same file.
    info = zipfile.ZipInfo(path)
    info.compress_type = zipfile.ZIP_DEFLATED
    with open(file, "rb") as data:
        out.writestr(info, data.read())

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
    const about = `${wheel.file.split("-").slice(0, 2).join("-")}.dist-info`;
    const archive = bytecode(wheel.imports ?? [wheel.name], folder, about);
    await writeFile(join(to, wheel.bytecode), archive.toJs());
    archive.destroy();
  }
}
