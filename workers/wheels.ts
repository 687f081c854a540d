import { expose } from "comlink";
import { readPackageFile } from "../src/python/packages/wheel-reader";

expose({ readPackageFile });
