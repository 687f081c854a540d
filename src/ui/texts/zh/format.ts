import { createFormat } from "../format";

export const format = createFormat({
  locale: "zh-Hans",
  milliseconds: "毫秒",
  seconds: "秒",
  minutes: "分",
  hours: "小时",
});
