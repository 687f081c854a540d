import { expose } from "comlink";
import { createModelHost } from "../src/models/worker/model-host";

expose(createModelHost());
