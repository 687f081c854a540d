import type { MessageTable } from "../translate-message";

/** What the page itself says where no texts are at hand. */
export const page: MessageTable = {
  "The file could not be written ({0}). Check that there is room where you save it, then export again.":
    "无法写入文件（{0}）。请检查保存位置是否有空间，然后再次导出。",
  "This link holds an empty problem. Type the problem instead.":
    "此链接中的题目是空的。请直接输入题目。",
  "The problem has {0} characters; at most {1} can be solved. Shorten it by {2}, then press Solve.":
    "题目共有 {0} 个字符，最多可求解 {1} 个。请删减 {2} 个字符，然后按“求解”。",
  "The run's time budget": "运行的时间预算",
  "{0} must be a number, not “{1}”.": "{0}必须是数字，而不是“{1}”。",
  "This run was begun with {0}, and can go on only with it. Choose it under Model, then continue the run.":
    "此运行是用 {0} 开始的，只能用它继续。请在“模型”中选择它，然后继续运行。",
  "The run ended without a reason. Solve again.": "运行无故结束。请再次求解。",
  "You stopped the run, and a part of it did not answer. It was left behind; what there was by then is kept.":
    "您停止了这次求解，但其中一部分没有响应，已被放弃；此前得到的内容都保留着。",
  "The run was stopped before it could go on. Continue it to try again.":
    "这次求解在继续之前就被停止了。请再次继续以重试。",
  "No model is loaded. Choose one under Model.": "没有加载模型。请在“模型”中选择一个。",
  "Something went wrong in this page ({0}). Reload it and try again.":
    "此页面出了问题（{0}）。请重新加载页面后再试。",
  "The text could not be written. Try again. ({0})": "无法生成文本。请重试。（{0}）",
  "The text could not be written, because a part of the app could not be fetched. Check the network connection and try again.":
    "应用的一部分无法获取，因此无法生成文本。请检查网络连接后重试。",
  "The code could not be run ({0}). Run it again.": "无法运行代码（{0}）。请再次运行。",
};
