import * as v from "valibot";
import workerAddress from "../../../workers/speed-test.ts?worker&url";
import { trustedScript } from "../../trusted-types";
import { ModelError } from "../errors";
import type { DeviceSpeed } from "../fit/device-speed";
import { newsSchema } from "./messages";
import type { TestedModel } from "./tested-model";

/**
 * Measures in a worker what a model would do on this device's GPU. Nothing is downloaded.
 * @param onProgress told how much is done, from 0 to 1
 * @param signal ends the test, and the worker with all that it has on the GPU
 * @throws {@link ModelError} in words for people; an AbortError when it was ended
 */
export async function runSpeedTest(
  model: TestedModel,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<DeviceSpeed> {
  signal.throwIfAborted();
  const worker = new Worker(trustedScript(workerAddress), { type: "module", name: "speed-test" });
  try {
    return await new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new ModelError(why));
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      worker.addEventListener("message", ({ data }) => {
        const parsed = v.safeParse(newsSchema, data);
        if (!parsed.success) return fail("The test gave figures that can't be right. Try again.");
        const news = parsed.output;
        if (news.kind === "progress") onProgress(news.share);
        else if (news.kind === "done") resolve(news.speed);
        else fail(news.message);
      });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        fail("The test broke off. Reload the page and try again.");
      });
      worker.postMessage(model);
    });
  } finally {
    worker.terminate();
  }
}
