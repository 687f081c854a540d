import { demoModel } from "../../models/demo-model";
import { useTexts } from "../texts/use-texts";
import type { ChoiceProps } from "./choice";

export function DemoChoice({ engine, disabled, onChoose }: ChoiceProps) {
  const texts = useTexts();
  const words = texts.engine;
  const used = engine.source.kind === "demo" && engine.kind !== "error";
  return (
    <section className="choice">
      <h3>{texts.message(demoModel.name)}</h3>
      <p className="choice-about">{words.demo.about}</p>
      <button
        type="button"
        className="button"
        disabled={disabled || used}
        onClick={() => onChoose({ kind: "demo" })}
      >
        {used ? words.demo.inUse : words.useDemo}
      </button>
    </section>
  );
}
