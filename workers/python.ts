import { expose } from "comlink";
import { PythonWorker } from "../src/python/python-worker";

// The port comes with the first message. Model code shares this worker, but can't reach the port.
addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port) expose(new PythonWorker(), port);
  },
  { once: true },
);
