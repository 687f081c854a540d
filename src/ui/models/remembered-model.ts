import * as v from "valibot";

const key = "math-solver.model";

const rememberedSchema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  title: v.pipe(v.string(), v.minLength(1)),
});

/** The stored model that was used last. */
export type RememberedModel = v.InferOutput<typeof rememberedSchema>;

/** Where it is kept. */
export interface ModelMemory {
  read(): RememberedModel | null;
  /** @param model null: none */
  write(model: RememberedModel | null): void;
}

/** In `localStorage`; a browser that blocks it remembers nothing. */
export const modelMemory: ModelMemory = {
  read() {
    try {
      return parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  },
  write(model) {
    try {
      if (model) localStorage.setItem(key, JSON.stringify({ id: model.id, title: model.title }));
      else localStorage.removeItem(key);
    } catch {
      // Blocked: the demonstration model is loaded next time.
    }
  },
};

function parse(text: string | null): RememberedModel | null {
  if (text === null) return null;
  const { success, output } = v.safeParse(rememberedSchema, JSON.parse(text));
  return success ? output : null;
}
