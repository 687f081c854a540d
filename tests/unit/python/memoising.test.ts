import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, expect, it } from "vitest";
import { referencePython } from "./reference-python";

const patience = 400_000;
let python: string | null = null;
beforeAll(async () => {
  python = await referencePython();
}, patience);

/** Asks of a memoised function what the original answers too: both are run, and compared. */
const questions = `
import functools, json, sys
from shell import memoising
original = functools.lru_cache

def answers(lru_cache, cache):
    said = []
    say = lambda *values: said.append(repr(values))

    @lru_cache(maxsize=2)
    def square(x):
        "Doc."
        return x * x
    say(square.__name__, square.__doc__, square.__wrapped__(3), square.cache_parameters())
    for x in (1, 2, 1, 3, 2, 1, 1):
        say(x, square(x), square.cache_info())
    square.cache_clear()
    say(square.cache_info())

    for maxsize, typed in ((None, False), (None, True), (0, False), (-5, False), (10, True)):
        @lru_cache(maxsize, typed)
        def join(*args, **kwds):
            return args, kwds
        for args, kwds in (((1,), {}), ((1.0,), {}), ((1,), {"a": 1}), ((1,), {"a": 1.0}), ((), {"a": 1, "b": 2}), ((), {"b": 2, "a": 1})):
            say(join(*args, **kwds), join.cache_info(), join.cache_parameters())

    @lru_cache
    def bare(x): return -x
    say(bare(1), bare(1), bare.cache_info())

    class Counted:
        def __init__(self, n): self.n = n
        @cache
        def plus(self, m): return self.n + m
    say([Counted(n).plus(1) for n in range(3)], Counted.plus.cache_info().misses)

    @cache
    def fails(x): return 1 // x
    for x in (0, 0, 1, 1):
        try: say(fails(x))
        except ZeroDivisionError as error: say(str(error))
    say(fails.cache_info())
    for bad in (lambda: bare([]), lambda: lru_cache("x")):
        try: bad()
        except TypeError as error: say(type(error), str(error).partition("(")[0])

    @cache
    def fibonacci(n): return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
    say(fibonacci(300), fibonacci.cache_info())
    return said

before = answers(functools.lru_cache, functools.cache)
memoising.install()
after = answers(functools.lru_cache, functools.cache)
print(json.dumps([before, after]))
print(functools.lru_cache(len) is not None, type(original(None)(len)) is type(functools.lru_cache(None)(len)))

@functools.cache
def f(n): return n if n < 2 else (f(n - 1) + f(n - 2)) % (10**9 + 7)
limit = sys.getrecursionlimit()
print(f(900), sys.getrecursionlimit() == limit)
sys.setrecursionlimit(10**6)
print(f(5000), sys.getrecursionlimit())
sys.setrecursionlimit(limit)
def plain(n): return 0 if n == 0 else 1 + plain(n - 1)
try: plain(limit + 100)
except RecursionError as error: print(error)
`;

it(
  "memoises as functools does, to any depth, and leaves the recursion limit as it was set",
  async ({ skip }) => {
    skip(!python, "there is no Python 3.11 with venv, or no package registry");
    const env = { ...process.env, PYTHONPATH: "src/python", PYTHONUTF8: "1" };
    const { stdout } = await promisify(execFile)(python ?? "", ["-c", questions], { env });
    const [both = "", ...lines] = stdout.trim().split("\n");
    const [before, after] = JSON.parse(both);
    expect(after).toEqual(before);
    expect(before.length).toBeGreaterThan(40);
    expect(lines[0]).toBe("True True");
    // Fibonacci numbers modulo 10^9 + 7, reckoned in a loop.
    expect(lines[1]).toBe(`${fibonacci(900)} True`);
    expect(lines[2]).toBe(`${fibonacci(5000)} 1000000`);
    expect(lines[3]).toMatch(/^maximum recursion depth exceeded/);
  },
  patience,
);

function fibonacci(n: number): number {
  let [one, next] = [0, 1];
  for (let step = 0; step < n; step++) [one, next] = [next, (one + next) % (10 ** 9 + 7)];
  return one;
}
