import * as v from "valibot";
import type { FrameMessage } from "../protocol/frame-messages";
import { hostMessageSchema } from "../protocol/host-messages";
import { allowsHost, type HostRules } from "../protocol/host-rules";
import { listen } from "../protocol/listen";
import { createOfferDesk } from "../protocol/offer-desk";
import { protocolName, protocolVersion } from "../protocol/version";
import { type WindowRequest, windowRequestSchema } from "../protocol/window-request";
import { allowsEmbedders, embeddersOf } from "./embedders";
import type { FrameLink } from "./frame-link";
import { loadHostRules } from "./load-host-rules";
import { whenSeen } from "./when-seen";
import { xapiStatement } from "./xapi-statement";

// Small, and without waiting: the page around makes its offer when this has run. The app itself comes
// after the owner's rules.

const waitsForOffer = window.location.hash === "#element";
const address = window.location.href.replace(/#.*/, "");
const rules = loadHostRules();
rules.catch((error: unknown) => console.error(error));
/** Origins that asked, by what they asked for. */
const listeners: Readonly<Record<WindowRequest["kind"], Set<string>>> = {
  "xapi-request": new Set(),
  "news-request": new Set(),
};
const maxListeners = 4;
/** Whoever asks when the frame is there already wants to know its height too. */
let height: FrameMessage | null = null;

const desk = rules.then((read) =>
  createOfferDesk<MessagePort>({
    parent: window.parent,
    allows: (origin) => allowsHost(read, origin) && allowsEmbedders(read, embeddersOf(window)),
  }),
);

window.addEventListener("message", (event) => void hear(event));
if (!waitsForOffer) void startAlone();

async function hear(event: MessageEvent): Promise<void> {
  if (event.source !== window.parent) return;
  const read = await rules.catch(() => null);
  if (read && v.is(windowRequestSchema, event.data)) {
    const asked = listeners[event.data.kind];
    if (asked.size >= maxListeners || !allowsHost(read, event.origin)) return;
    asked.add(event.origin);
    if (event.data.kind === "news-request" && height) tell(event.origin, height);
    return;
  }
  if (!waitsForOffer) return;
  if (!read) return refuse(event.ports[0], "host");
  const handling = (await desk)(event, performance.now());
  if (handling.kind === "refused") refuse(handling.port, handling.reason);
  if (handling.kind === "accepted") await startLinked(handling.port, handling.nonce);
}

async function startLinked(port: MessagePort, nonce: string): Promise<void> {
  const { startWidget } = await import("./start-widget");
  await startWidget(null, {
    send: (message) => port.postMessage(message),
    start(onMessage) {
      listen(port, hostMessageSchema, onMessage);
      port.postMessage({ kind: "welcome", nonce, version: protocolVersion });
    },
    report,
  });
}

async function startAlone(): Promise<void> {
  const read: HostRules | null = await rules.catch(() => null);
  const framed = window.parent !== window;
  if (!read || (framed && !allowsEmbedders(read, embeddersOf(window)))) {
    refuse(undefined, "host");
    return;
  }
  const [{ startWidget }, { readAddress }] = await Promise.all([
    import("./start-widget"),
    import("./read-address"),
  ]);
  const options = readAddress(window.location.hash);
  const link: FrameLink = {
    send(message) {
      if (message.kind === "resize") height = message;
      else if (message.kind !== "answer" && message.kind !== "error") return;
      for (const origin of listeners["news-request"]) tell(origin, message);
    },
    start(onMessage) {
      const root = document.getElementById("root");
      if (!options.autorun || !root) return;
      whenSeen(root, () => onMessage({ kind: "configure", options }));
    },
    report,
  };
  // A page may hold a frame that nobody sees: it must not make this device work.
  await startWidget({ ...options, autorun: false }, link);
}

const report: FrameLink["report"] = (answer) => {
  for (const origin of listeners["xapi-request"]) {
    const options = { answer, solver: address, id: crypto.randomUUID(), time: new Date() };
    tell(origin, { kind: "xapi-statement", statement: xapiStatement(options) });
  }
};

function tell(origin: string, message: { readonly kind: string; [field: string]: unknown }): void {
  const marked = { protocol: protocolName, version: protocolVersion, ...message };
  window.parent.postMessage(marked, origin === "null" ? "*" : origin);
}

const reasons = {
  host: "The owner of this math solver does not let this page embed it. Open it by itself instead.",
  version:
    "This page's math-solver.js does not fit this math solver. Take the file that lies beside it.",
} as const;

function refuse(port: MessagePort | undefined, reason: keyof typeof reasons): void {
  const message = reasons[reason];
  port?.postMessage({ kind: "error", code: "refused", message });
  const line = document.createElement("p");
  const link = document.createElement("a");
  Object.assign(link, { href: "./index.html", target: "_blank", rel: "noopener" });
  link.textContent = message;
  line.append(link);
  document.getElementById("root")?.replaceChildren(line);
}
