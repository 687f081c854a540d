import { expose } from "comlink";
import { Supervisor } from "../src/python/supervisor";

// The port comes with the first message, from the frame that made this worker.
addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port) expose(new Supervisor(), port);
  },
  { once: true },
);
