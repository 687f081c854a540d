import type { Texts } from "../texts";

export const launch: Texts["launch"] = {
  long: (limit) => `打开或分享的内容超过 ${limit} 个字符，未作为题目采用。请输入或粘贴较短的题目。`,
  empty: "打开或分享的内容中没有文字。请直接输入题目。",
  unreadable: "无法将打开的文件作为文本（UTF-8）读取。请确认文件仍然存在，或直接粘贴题目。",
  close: "关闭",
};
