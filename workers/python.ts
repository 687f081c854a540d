import { answerCalls } from "../src/python/calls";
import { PythonWorker } from "../src/python/python-worker";

const worker = new PythonWorker();

// The port comes with the first message. Model code shares this worker. It is not to reach the port,
// and should it, the supervisor hears nothing but answers of a known form (docs/security.md).
addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port) answerCalls(port, worker.answer.bind(worker));
  },
  { once: true },
);
