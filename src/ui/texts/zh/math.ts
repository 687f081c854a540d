import type { Texts } from "../texts";

export const math: Texts["math"] = {
  copy: "复制",
  copyAnswer: "复制答案",
  copySample: (number) => `复制样本 ${number}`,
  copyExplanation: "复制解释",
  copied: "已复制",
  forms: { latex: "LaTeX", markdown: "Markdown", text: "纯文本" },
  blocked: "浏览器不允许此页面复制。文本已在下方选中：请按 Ctrl+C 或 ⌘C 复制。",
  toCopy: "待复制的文本",
  close: "关闭",
};
