import type { Texts } from "../texts";
import { format } from "./format";

const { count, probability } = format;

export const charts: Texts["charts"] = {
  title: "图表",
  asTable: "以表格显示数据",
  sample: "样本",
  tokens: "token 数",
  state: "状态",
  time: "时间",
  tokensOfSamples: "各样本的 token 数",
  confidenceOverTime: "置信度随时间的变化",
  sureness: "投票的把握",
  confidence: "模型对自身文字的置信度",
  speed: "每秒 token 数",
  ofLine: (name, low, high, last) =>
    `${name}：从 ${probability(low)} 到 ${probability(high)}，最后为 ${probability(last)}。`,
  ofSpeed: (low, high, mean) =>
    `每秒 token 数：从 ${count(low)} 到 ${count(high)}，平均 ${count(mean)}。`,
};
