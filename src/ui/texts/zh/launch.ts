import type { Texts } from "../texts";

export const launch: Texts["launch"] = {
  large: (limit) => `打开的文件大于 ${limit}，未作为题目采用。请从中复制所需的部分，粘贴到这里。`,
  empty: "打开或分享的内容中没有文字。请直接输入题目。",
  unreadable: "无法将打开的文件作为文本（UTF-8）读取。请确认文件仍然存在，或直接粘贴题目。",
  close: "关闭",
};
