import { serveSpeedTest } from "../src/models/speed-test/serve-speed-test";

addEventListener("message", ({ data }) => serveSpeedTest(data, (news) => postMessage(news)), {
  once: true,
});
