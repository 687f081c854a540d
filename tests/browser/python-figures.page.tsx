import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import type { PythonResult } from "../../src/python/python-session";
import { CellOutput } from "../../src/ui/solve/cell-output";

// Runs in the page: shows a result as a Python cell does.

declare global {
  interface Window {
    showResult(result: PythonResult): Promise<void>;
  }
}

const place = document.createElement("div");
document.body.append(place);
const root = createRoot(place);

window.showResult = async (result) => {
  flushSync(() => root.render(<CellOutput result={result} />));
  await Promise.all([...place.querySelectorAll("img")].map((image) => image.decode()));
};
