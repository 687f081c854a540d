import { createFormat } from "../format";

export const format = createFormat({
  locale: "de",
  milliseconds: "ms",
  seconds: "s",
  minutes: "min",
  hours: "h",
});
