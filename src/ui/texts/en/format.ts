import { createFormat } from "../format";

export const format = createFormat({
  locale: "en",
  milliseconds: "ms",
  seconds: "s",
  minutes: "min",
  hours: "h",
});
