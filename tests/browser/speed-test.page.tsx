import { createRoot } from "react-dom/client";
import "../../src/ui/styles/base.css";
import "../../src/ui/models/models.css";
import { findEntry } from "../../src/models/catalogue";
import { testedModelOf } from "../../src/models/speed-test/tested-model";
import { SpeedTest } from "../../src/ui/models/speed-test";

// Runs in the page: the part of a model's card that tests this device, with a model so small that a
// software GPU can be tested: the demonstration model's matrices in one layer, for short texts.

const entry = findEntry("demo");
const demo = entry && testedModelOf(entry);
if (!demo) throw new Error("The demonstration model can't be tested.");
const model = { ...demo, shape: { ...demo.shape, layers: 1, contextLength: 512 } };

const place = document.createElement("main");
document.body.append(place);
document.documentElement.lang = "en";
createRoot(place).render(
  <>
    <h1 id="title">Demo</h1>
    <SpeedTest model={model} title="Demo" disabled={false} describedBy="title" />
  </>,
);
