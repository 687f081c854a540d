// Runs a library in headless Chromium on a software GPU and compares its logits with reference.py's.
//
//   node check.mjs LIBRARY.wasm FOLDER PATH/TO/@mlc-ai/web-runtime/lib/index.js
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { chromium } from "playwright-core";

const [library, folder, runtime] = process.argv.slice(2);
const here = new URL(".", import.meta.url);
const files = {
  "/library.wasm": library,
  "/tvmjs.js": runtime,
  "/page.js": new URL("page.js", here),
  ...Object.fromEntries(
    ["weights.bin", "cases.json", "logits.bin"].map((name) => [`/${name}`, `${folder}/${name}`]),
  ),
};
const page = `<!doctype html><script src="tvmjs.js"></script><script src="page.js"></script>`;

const server = createServer(async (request, response) => {
  const file = files[request.url];
  response.setHeader(
    "content-type",
    request.url.endsWith(".js")
      ? "text/javascript"
      : file
        ? "application/octet-stream"
        : "text/html",
  );
  response.end(file ? await readFile(file) : page);
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--enable-unsafe-webgpu",
    "--use-webgpu-adapter=swiftshader",
    "--enable-unsafe-swiftshader",
  ],
});
try {
  const tab = await browser.newPage();
  tab.on("console", (message) => console.log(message.text()));
  tab.on("pageerror", (error) => console.log(`page error: ${error.stack}`));
  await tab.goto(`http://127.0.0.1:${server.address().port}/`);
  const result = await tab.evaluate(() => window.run((text) => console.log(text)));
  console.log(JSON.stringify(result.metadata));
} finally {
  await browser.close();
  server.close();
}
