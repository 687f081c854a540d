const gib = 2 ** 30;

/** What some browsers don't tell is taken for a usual desktop's. */
const usual = { cores: 4, memoryGib: 8 };

/** Blocks that may run at once. */
export function defaultCores(): number {
  return navigator.hardwareConcurrency || usual.cores;
}

/** Ceilings in bytes: of one session, and of what all sessions hold between their blocks. */
export function defaultMemory(): { readonly session: number; readonly all: number } {
  const device = "deviceMemory" in navigator ? Number(navigator.deviceMemory) : usual.memoryGib;
  // The model needs most of it.
  return { session: device >= usual.memoryGib ? gib : gib / 2, all: (device * gib) / 4 };
}
