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
      cachedResponseWillBeUsed: async ({ event, cachedResponse }) =>
        cachedResponse && isForWorker(event) ? withEmbedderPolicy(cachedResponse) : cachedResponse,
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

/** Whether a worker's script is asked for. The request of the cache itself no longer tells. */
function isForWorker(event: unknown): boolean {
  const request = event instanceof Event && "request" in event ? event.request : null;
  return request instanceof Request && request.destination === "worker";
}

/**
 * An isolated page starts only workers that come with this header. One that was stored before its
 * host began to send it, and hasn't changed since, comes without.
 */
function withEmbedderPolicy(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  return new Response(response.body, { headers });
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
