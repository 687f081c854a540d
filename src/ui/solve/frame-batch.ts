/** Fewer updates than frames: text stays readable and the page's other work gets its turn. */
const shortestGap = 50;
/** Hidden tabs get no frames: then a timer comes first. */
const longestWait = 250;

export interface FrameBatch {
  /** Asks for one update soon, however often it is called until then. */
  request(): void;
  cancel(): void;
}

/** Gathers many changes into few updates, in step with the screen where there is one. */
export function createFrameBatch(update: () => void): FrameBatch {
  let frame: number | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let last = Number.NEGATIVE_INFINITY;
  const cancel = () => {
    if (frame !== null) cancelAnimationFrame(frame);
    if (timer !== null) clearTimeout(timer);
    frame = null;
    timer = null;
  };
  const run = () => {
    cancel();
    last = performance.now();
    update();
  };
  const onFrame = () => {
    if (performance.now() - last >= shortestGap) run();
    else frame = requestAnimationFrame(onFrame);
  };
  return {
    request() {
      if (timer !== null) return;
      timer = setTimeout(run, longestWait);
      frame = requestAnimationFrame(onFrame);
    },
    cancel,
  };
}
