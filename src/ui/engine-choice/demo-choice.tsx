import { demoModel } from "../../models/demo-model";
import type { ChoiceProps } from "./choice";

export function DemoChoice({ engine, disabled, onChoose }: ChoiceProps) {
  const used = engine.source.kind === "demo" && engine.kind !== "error";
  return (
    <section className="choice">
      <h3>{demoModel.name}</h3>
      <p className="choice-about">
        A small model that comes with this app and needs no download. It shows how solving works and
        knows some kinds of school problems; for others it gives no answer. It is not OpenMath, and
        far weaker.
      </p>
      <button
        type="button"
        className="button"
        disabled={disabled || used}
        onClick={() => onChoose({ kind: "demo" })}
      >
        {used ? "In use" : "Use the demonstration model"}
      </button>
    </section>
  );
}
