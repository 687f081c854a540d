import { expose } from "comlink";
import { createEngineHost } from "../src/engine/worker/engine-host";

expose(createEngineHost());
