import { wayIn } from "./python-attacks";

/** Blocks of one session, one after the other, that try to harm more than that session. */
export type Takeover = readonly string[];

/** Pyodide's own module, and a function of Python's as one of JavaScript's. */
const core = `${wayIn}import gc, types
core = next(o for o in gc.get_objects() if isinstance(o, types.ModuleType) and o.__name__ == "_pyodide_core")
`;

/** The global object, one block later, as the \`this\` of a timer. */
const globalObject = `${core}found = []
schedule(core.create_proxy(lambda this, *_: found.append(this), capture_this=True), 5)`;

const whenFound = "import time\nwhile not found: time.sleep(0.01)\ng = found[0]\n";

/** Replaces \`Object.assign\`, by which comlink once built the messages to the supervisor. */
const assign = (change: string) => `${core}original = Object.assign
def assign(target, *sources):
    r = original(target, *sources)
    if getattr(r, "type", None) == "APPLY" and r.path.length == 0:
        ${change}
    return r
Object.assign = core.create_proxy(assign)`;

const stubborn =
  "while True:\n    try:\n        while True: pass\n    except BaseException: pass\n";
const shell = "import sys\nS = sys.modules['shell.session'].Shell\n";

/** A class whose method of this name never ends, whatever strikes it. */
const endless = (method: string) =>
  `class Hostile:\n    def ${method}(self, *args):\n        ${stubborn.replaceAll("\n", "\n        ")}\n`;

export const takeovers: Readonly<Record<string, Takeover>> = {
  // The three of docs/security.md, "What was found".
  "a call turned into one that sets the supervisor's prototypes": [
    assign(
      `r.type = "SET"; r.path = core.to_js(["__proto__", "apply"]); v = Object.new(); v.type = "RAW"; v.value = None; r.value = v`,
    ),
    "1",
  ],
  "a call turned into one that asks for a port to the supervisor": [
    assign(`r.type = "ENDPOINT"`),
    globalObject,
    `${whenFound}P = g.Promise
def construct(target, arguments, new):
    def executor(resolve, reject):
        def wrapped(value=None):
            print(value)
            resolve(value)
        arguments[0](core.create_proxy(wrapped), reject)
    return P.new(core.create_proxy(executor))
handler = Object.new()
handler.construct = core.create_proxy(construct)
g.Promise = g.Proxy.new(P, handler)`,
    "1",
  ],
  "the start of a block told again and again": [
    `${core}found = []
original = Object.assign
def assign(target, *sources):
    r = original(target, *sources)
    found.append(r)
    return r
Object.assign = core.create_proxy(assign)`,
    stubborn,
  ],

  // Python's own hooks.
  "a __repr__ without an end": [`${endless("__repr__")}Hostile()`],
  "a __repr__ of a hundred million characters": [
    "class Hostile:\n    def __repr__(self): return 'x' * 10**8\nHostile()",
  ],
  "a __repr__ that ends Python": [
    "class Hostile:\n    def __repr__(self): raise SystemExit(0)\nHostile()",
  ],
  "a __del__ without an end": [`${endless("__del__")}h = Hostile()\ndel h`],
  "a __del__ in a cycle, struck by the next block": [
    `${endless("__del__")}h = Hostile()\nh.self = h\ndel h`,
    "import gc\ngc.collect()",
  ],
  "a __str__ of an exception without an end": [
    `${endless("__str__")}raise type("E", (Hostile, Exception), {})()`,
  ],
  "causes of an exception in a circle": [
    "a, b = ValueError('a'), ValueError('b')\na.__cause__, b.__cause__ = b, a\nraise a",
  ],
  "exception groups in each other": [
    "e = ValueError(1)\nfor _ in range(5000): e = ExceptionGroup('g', [e])\nraise e",
  ],
  "sys.settrace": [`import sys\ndef trace(*_):\n    while True: pass\nsys.settrace(trace)`, "1"],
  "sys.setprofile": [`import sys\ndef profile(*_): raise SystemExit\nsys.setprofile(profile)`, "1"],
  "sys.addaudithook, which nothing removes": [
    "import sys\ndef audit(*_): raise RuntimeError('no')\nsys.addaudithook(audit)",
    "import math",
  ],
  "gc.callbacks": [
    `import gc\ndef call(*_):\n    while True: pass\ngc.callbacks.append(call)\ngc.collect()`,
    "1",
  ],
  "sys.displayhook and sys.excepthook": [
    `import sys\ndef hook(*_):\n    while True: pass\nsys.displayhook = sys.excepthook = hook`,
    "1",
  ],
  "a pretty printer of IPython without an end": [
    "class Hostile:\n    def _repr_pretty_(self, p, cycle):\n        while True: p.text('x')\nHostile()",
  ],
  "a signal to itself": ["import os, signal\nos.kill(os.getpid(), signal.SIGINT)"],
  "os.abort": ["import os\nos.abort()"],
  "a null pointer": ["import ctypes\nctypes.string_at(0, 10**9)"],

  // Loops in C, which look at no signal.
  "a regular expression without an end": ["import re\nre.match(r'(a|a|b?)*$', 'a' * 60 + 'c')"],
  "an iterator in C without an end": [
    "import collections\ncollections.deque(iter(int, 1), maxlen=0)",
  ],
  "a query of sqlite without an end": [
    "import sqlite3\nsqlite3.connect(':memory:').execute('with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n').fetchall()",
  ],
  "a number of ten million digits": [
    "import sys\nsys.set_int_max_str_digits(0)\nstr(int('9' * 10**7))",
  ],

  // The shell around the blocks.
  "a forged reply": [`${shell}S.run = lambda self, code, limit: [True, 'forged', '', []]`, "1"],
  "a giant reply": [`${shell}S.run = lambda self, code, limit: [True, 'x' * 10**8, '', []]`, "1"],
  "a reply of the wrong types": [`${shell}S.run = lambda *_: [1, 2, 3, {"a": 1}]`, "1"],
  "a reply that is no list": [`${shell}S.run = lambda *_: 10**100`, "1"],
  "figures that are none": [
    `import sys\nsys.modules['shell.figures'].take = lambda wanted: [['iVBORw0KGgo' + 'A' * 10**7, 10**9, -1, 'x']] * 50`,
    "1",
  ],
  "a million module names": [`${shell}S.imports = lambda *_: ['x' * 1000] * 10**6`, "1"],
  "module names without an end": [
    `${shell}def imports(*_):\n    ${stubborn.replaceAll("\n", "\n    ")}\nS.imports = imports`,
  ],
  "streams of another length": [
    "import sys\ntype(sys.stdout).text = lambda self: 'x' * 10**7",
    "1",
  ],
  "builtins without str, list and print": [
    "import builtins\nfor name in ('str', 'list', 'print', 'len', 'isinstance', '__import__'): setattr(builtins, name, None)",
    "1",
  ],
  "sys.modules and __main__ emptied": [
    "import sys, __main__\nsys.modules.clear()\nvars(__main__).clear()",
    "1",
  ],
  "IPython without run_cell": ["type(get_ipython()).run_cell = None", "1"],

  // JavaScript around Python.
  "the addresses of the worker's scripts revoked": [
    globalObject,
    `${whenFound}import re
stack = g.Error.new().stack
for address in set(re.findall(r"blob:[^ )]*?[0-9a-f-]{36}", stack)): g.URL.revokeObjectURL(address)`,
  ],
  "fields of the protocol on Object.prototype": [
    `${wayIn}P = Object.prototype
P.kind = "news"; P.news = "started"; P.id = 1; P.value = "x"; P.call = "run"; P.request = P.message = "x"`,
    "1",
  ],
  "Promise without then": [globalObject, `${whenFound}g.Promise.prototype.then = None`, "1"],
  "Array and Map without their methods": [
    globalObject,
    `${whenFound}g.Array.prototype.map = g.Array.prototype.slice = g.Map.prototype.get = None
g.Reflect.deleteProperty(g.Array.prototype, g.Symbol.iterator)`,
    "1",
  ],
  "a timer that never ends, behind the block's end": [
    `${core}def leftover(*_):\n    ${stubborn.replaceAll("\n", "\n    ")}\nschedule(core.create_proxy(leftover), 5)`,
  ],
  "microtasks that never end, behind the block's end": [
    globalObject,
    `${whenFound}def again(*_): g.Promise.resolve().then(proxy)\nproxy = core.create_proxy(again)\nagain()`,
  ],
  "a flood of messages to the console": [
    globalObject,
    `${whenFound}for _ in range(10**5): g.console.log("x" * 1000)`,
  ],
  "a flood of messages to whoever listens": [
    globalObject,
    `${whenFound}for _ in range(10**5): g.postMessage("x" * 1000)`,
  ],
  "a wait that nobody ends": [
    globalObject,
    `${whenFound}g.Atomics.wait(g.Int32Array.new(g.SharedArrayBuffer.new(4)), 0, 0)`,
  ],
  "a loop in WebAssembly": [
    globalObject,
    `${whenFound}code = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,8,1,0,10,9,1,7,0,3,64,12,0,11,11]
module = g.WebAssembly.Module.new(g.Uint8Array.new(core.to_js(code)))
g.WebAssembly.Instance.new(module)`,
  ],
  "four gigabytes of JavaScript's memory": [
    globalObject,
    `${whenFound}kept = [g.ArrayBuffer.new(2**30) for _ in range(4)]`,
  ],
};
