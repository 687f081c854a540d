import { answerCalls } from "../src/python/calls";
import { freezeBuiltIns } from "../src/python/freeze-built-ins";
import { Supervisor } from "../src/python/supervisor";

freezeBuiltIns();
const supervisor = new Supervisor();

// The port comes with the first message, from the frame that made this worker.
addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port) answerCalls(port, supervisor.answer.bind(supervisor));
  },
  { once: true },
);
