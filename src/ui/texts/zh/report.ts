import type { Texts } from "../texts";

export const report: Texts["report"] = {
  problem: "题目",
  answer: "答案",
  noAnswer: "没有答案。",
  votes: "票数",
  samples: "样本",
  comparisons: "比较（GenSelect）",
  solution: (place, answer) => `解答 ${place}：${answer}`,
  best: (place) => `解答 ${place} 最好`,
  noVerdict: "没有有效的裁决",
  sample: (number, state) => `样本 ${number}（${state}）`,
  notRun: "这段代码没有运行到结束。",
  printedNothing: "代码没有输出。",
  beforeRunAll:
    "选择“全部运行”之前，请先读一读代码。这些代码由模型编写，在 Jupyter 中能做你能做的一切：读取、更改和删除你的文件。",
  output: "输出",
  figure: (words) => `[图：${words}]`,
  on: (model, device) => `${model}，运行于 ${device}`,
  tokensIn: (tokens, time) => `${tokens}，用时 ${time}`,
  cutOff: "这次运行在结束之前被中断了。",
  failed: (failure) => `这次运行因错误而结束：${failure}`,
};
