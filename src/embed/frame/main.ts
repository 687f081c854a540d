import * as v from "valibot";
import { hostMessageSchema } from "../protocol/host-messages";
import { allowsHost, type HostRules } from "../protocol/host-rules";
import { listen } from "../protocol/listen";
import { createOfferDesk } from "../protocol/offer-desk";
import { protocolName, protocolVersion } from "../protocol/version";
import { xapiRequestSchema } from "../protocol/xapi-request";
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
/** Origins that asked for statements. */
const listeners = new Set<string>();
const mostListeners = 4;

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
  if (read && v.is(xapiRequestSchema, event.data)) {
    const full = listeners.size >= mostListeners;
    if (!full && allowsHost(read, event.origin)) listeners.add(event.origin);
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
    send() {},
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
  for (const origin of listeners) {
    const options = { answer, solver: address, id: crypto.randomUUID(), time: new Date() };
    const statement = xapiStatement(options);
    const message = { protocol: protocolName, version: protocolVersion, kind: "xapi-statement" };
    window.parent.postMessage({ ...message, statement }, origin === "null" ? "*" : origin);
  }
};

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
