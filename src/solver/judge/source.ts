import comparing from "./comparing.py?raw";
import entry from "./entry.py?raw";
import equalValues from "./equal_values.py?raw";
import fallback from "./fallback.py?raw";
import mathematics from "./mathematics.py?raw";
import measuring from "./measuring.py?raw";
import model from "./model.py?raw";
import pythonSpelling from "./python_spelling.py?raw";
import reading from "./reading.py?raw";
import regions from "./regions.py?raw";
import relations from "./relations.py?raw";
import sameQuantity from "./same_quantity.py?raw";
import sizes from "./sizes.py?raw";
import splitting from "./splitting.py?raw";
import units from "./units.py?raw";
import words from "./words.py?raw";

const modules: Readonly<Record<string, string>> = {
  judge: '"""The judge of two answers."""\n',
  "judge.comparing": comparing,
  "judge.entry": entry,
  "judge.equal_values": equalValues,
  "judge.fallback": fallback,
  "judge.mathematics": mathematics,
  "judge.measuring": measuring,
  "judge.model": model,
  "judge.python_spelling": pythonSpelling,
  "judge.reading": reading,
  "judge.regions": regions,
  "judge.relations": relations,
  "judge.same_quantity": sameQuantity,
  "judge.sizes": sizes,
  "judge.splitting": splitting,
  "judge.units": units,
  "judge.words": words,
};

/** Python that makes the package `judge` importable, and imports it. Its packages are named first, for who loads them. */
export const judgeSource = `
import importlib.abc, importlib.util, json, sys
import sympy, latex2sympy2_extended, math_verify

class JudgeSources(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    sources = json.loads(${JSON.stringify(JSON.stringify(modules))})

    def find_spec(self, name, path=None, target=None):
        if name in self.sources:
            return importlib.util.spec_from_loader(name, self, is_package=name == "judge")
        return None

    def get_source(self, name):
        return self.sources[name]

sys.meta_path.append(JudgeSources())
from judge.entry import answer_question, warm_up
warm_up()
`;

/** Python that loads the units, which the first question with a unit needs. */
export const unitsSource = `
import pint
from judge import units
units.load()
`;
