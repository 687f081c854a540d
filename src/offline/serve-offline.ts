import { clientsClaim } from "workbox-core";
import { addPlugins, cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";
import type { AppFile } from "./files-for";
import { type ActivationReply, isActivationRequest } from "./messages";

/** What is used of a service worker's global object: its type library can't stand beside the page's. */
declare const self: {
  readonly clients: {
    matchAll(options: {
      type: "window";
      includeUncontrolled: boolean;
    }): Promise<readonly { readonly url: string }[]>;
  };
  readonly registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
  addEventListener(type: "message", listener: (event: WorkerMessage) => void): void;
};

type WorkerMessage = MessageEvent<unknown> & { waitUntil(work: Promise<unknown>): void };

/**
 * The service worker: keeps the files of one version of the app, all or none, and answers requests
 * for them. It never sees a person's models, which lie in IndexedDB.
 */
export function serveOffline(files: readonly AppFile[]): void {
  // Workbox fetches files without a hash in their name past the HTTP cache. The page has just
  // loaded most of them: asking whether they changed is enough.
  addPlugins([
    {
      requestWillFetch: async ({ request }) =>
        request.cache === "reload" ? new Request(request, { cache: "no-cache" }) : request,
      handlerWillRespond: async ({ event, response }) => {
        const headers = isolationFor(event);
        return headers ? withHeaders(response, headers) : response;
      },
    },
  ]);
  // No address of ours means another file with another query.
  precacheAndRoute([...files], { ignoreURLParametersMatching: [/.*/] });
  cleanupOutdatedCaches();
  // The first visit is served too, so that it may lose its connection.
  clientsClaim();
  self.addEventListener("message", (event) => {
    if (isActivationRequest(event.data)) event.waitUntil(activate(event.ports[0]));
  });
}

/**
 * What makes a page cross-origin isolated, so that it has threads, on hosts that can't send it: with
 * the page itself and with the scripts of its workers, which an isolated page starts only so. The
 * request of the cache no longer tells what it is for, the event's does.
 */
function isolationFor(event: unknown): Readonly<Record<string, string>> | null {
  const request = event instanceof Event && "request" in event ? event.request : null;
  if (!(request instanceof Request)) return null;
  const embedder = { "Cross-Origin-Embedder-Policy": "require-corp" };
  if (request.destination === "worker") return embedder;
  if (request.mode !== "navigate") return null;
  return { ...embedder, "Cross-Origin-Opener-Policy": "same-origin" };
}

function withHeaders(response: Response, added: Readonly<Record<string, string>>): Response {
  const { status, statusText } = response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return new Response(response.body, { status, statusText, headers });
}

/**
 * Makes this version the one that serves. Other tabs would then lose the files of theirs, perhaps
 * in the middle of a run, so it waits until they are closed.
 */
async function activate(port: MessagePort | undefined): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  // Other sites may lie beside this one on the same host.
  const tabs = pages.filter(({ url }) => url.startsWith(self.registration.scope));
  const reply: ActivationReply = tabs.length > 1 ? "other-tabs" : "activating";
  port?.postMessage(reply);
  if (reply === "activating") await self.skipWaiting();
}
