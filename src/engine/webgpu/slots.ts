/** Gives texts rows of the page table. */
export interface Slots {
  /**
   * The rows of some texts; texts that have none get those that were not used for the longest time.
   * @throws RangeError for more texts than slots
   */
  of(texts: readonly number[]): readonly number[];
  remove(text: number): void;
}

/** @param count of the rows: at least twice the texts of a pass, so that the pass before keeps its own */
export function createSlots(count: number): Slots {
  /** Text by slot, those used last at the end. */
  const texts = new Map<number, number>();
  for (let slot = 0; slot < count; slot += 1) texts.set(slot, Number.NaN);
  const slotOf = new Map<number, number>();

  const use = (slot: number, text: number) => {
    texts.delete(slot);
    texts.set(slot, text);
    slotOf.set(text, slot);
    return slot;
  };

  return {
    of(wanted) {
      if (wanted.length > count) throw new RangeError(`${wanted.length} texts in ${count} slots`);
      // Those that have a slot are used first, so that no other one takes it.
      for (const text of wanted) {
        const slot = slotOf.get(text);
        if (slot !== undefined) use(slot, text);
      }
      return wanted.map((text) => {
        const own = slotOf.get(text);
        if (own !== undefined) return own;
        const [oldest] = texts;
        if (!oldest) throw new RangeError("There are no slots.");
        const [slot, before] = oldest;
        slotOf.delete(before);
        return use(slot, text);
      });
    },
    remove(text) {
      const slot = slotOf.get(text);
      slotOf.delete(text);
      if (slot !== undefined) texts.set(slot, Number.NaN);
    },
  };
}
