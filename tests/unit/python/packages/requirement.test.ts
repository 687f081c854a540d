import { expect, it } from "vitest";
import { holds, requiredName } from "../../../../src/python/packages/requirement";

it.each([
  ["numpy", "numpy"],
  ["Sym.Py[dev]>=1.12,<2", "sym-py"],
  ["pytz (>=2020)", "pytz"],
  ["name @ https://host.example/name.whl", "name"],
  ["importlib-resources; python_version < '3.9'", null],
  ["tomli>=1; python_full_version<='3.11.0a6'", null],
  ["colorama; sys_platform == 'win32'", null],
  ["greenlet; platform_machine in 'x86_64 aarch64'", null],
  ["typing-extensions; python_version >= \"3.8\" and extra != 'x'", "typing-extensions"],
  ["pytest; extra == 'test'", null],
  ["", null],
])("%j asks for %j", (line, name) => expect(requiredName(line)).toBe(name));

it.each([
  ["python_version >= '3.10'", true],
  ["python_version == '3.14.*'", true],
  ["python_version != '3.14'", false],
  ["(os_name == 'nt' or sys_platform == 'emscripten') and python_version > '3.9'", true],
  ["os_name == 'nt' or sys_platform == 'linux' and python_version > '3.9'", false],
  ["platform_system not in 'Windows Linux'", true],
  ["'3.8' <= python_version", true],
  // What can't be read asks for a package more than needed.
  ["no_such_name == 'x'", true],
  ["python_version >=", true],
  ["((((", true],
])("the marker %s holds: %s", (marker, here) => expect(holds(marker)).toBe(here));
