import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { openPythonPage, run } from "./python-harness";

// What the first version claims, and no more: see docs/python.md.

let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await openPythonPage(browser, inject("isolatedUrl"));
});
afterAll(() => browser?.close());

const removed = [
  ...["fetch", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "WebTransport"],
  ...["indexedDB", "caches", "cookieStore", "navigator", "location", "BroadcastChannel"],
  ...["Worker", "SharedWorker", "importScripts", "postMessage", "MessageChannel", "MessagePort"],
  ...["FileReaderSync", "FileSystemSyncAccessHandle", "Request", "Response", "Blob", "close"],
  ...["webkitRequestFileSystem", "Notification", "RTCPeerConnection", "OffscreenCanvas", "name"],
];

it("leaves nothing that reaches network, storage or page on the global object", async () => {
  const code = `import js\n[n for n in ${JSON.stringify(removed)} if hasattr(js, n)]`;
  expect((await run(page, { code })).stdout).toBe("[]\n");
});

it.each([
  ["the js module", "from js import fetch"],
  ["the constructor of a function", "import js\njs.Object.constructor('return fetch')()"],
  ["eval", "from pyodide.code import run_js\nrun_js('fetch(\"/\")')"],
  ["a prototype", "import js\njs.Object.getPrototypeOf(js.globalThis).fetch('/')"],
  ["pyfetch", "from pyodide.http import pyfetch\npyfetch('/').send(None)"],
  ["open_url", "from pyodide.http import open_url\nopen_url('/')"],
  ["urllib", "import urllib.request\nurllib.request.urlopen('http://127.0.0.1/')"],
  ["a worker", "import js\njs.Worker.new('data:text/javascript,')"],
  ["the page's storage", "import js\njs.indexedDB.open('x')"],
  ["a message to the page", "import js\njs.postMessage('forged')"],
])("refuses %s", async (_, code) => {
  const requests: string[] = [];
  const note = (request: { url(): string }) => requests.push(request.url());
  page.on("request", note);
  const { status } = await run(page, { code });
  page.off("request", note);
  expect(status).toBe("raised");
  // The spare interpreter may be starting meanwhile.
  expect(
    requests.filter((url) => !/assets-setup|\/src\/|\/workers\/|node_modules|@/.test(url)),
  ).toEqual([]);
});
