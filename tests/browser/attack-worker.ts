import { lockDown } from "../../src/python/lock-down";
import { attempts } from "./js-attempts";

export interface AttackOrder {
  /** The address to hit and the mark to leave, with "{attempt}" for the attempt's number. */
  readonly hit: string;
  readonly mark: string;
  /** What our own worker removes is removed first. */
  readonly locked: boolean;
}

function begin({ hit, mark, locked }: AttackOrder): void {
  if (locked) lockDown(globalThis);
  Object.values(attempts).forEach(async (attempt, index) => {
    const numbered = (pattern: string) => pattern.replace("{attempt}", String(index));
    // A failure is what should happen.
    await Promise.try(attempt, numbered(hit), numbered(mark)).catch(() => {});
  });
}

// In the frame, the order comes by the port that comes first.
addEventListener("message", ({ data, ports: [port] }) => {
  if (port) port.onmessage = (event) => begin(event.data);
  else begin(data);
});
