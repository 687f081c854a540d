import type { Texts } from "../texts";
import { format } from "./format";

const runs = (n: number) => `${format.count(n)} 次运行`;

export const history: Texts["history"] = {
  title: "历史记录",
  about: "每次运行都保存在此浏览器中、此设备上，不会存到别处。",
  opening: "正在打开历史…",
  none: "这里没有历史。",
  notKept: "运行没有被保存。",
  search: "搜索",
  searchHint: "题目中的词、名称、答案或模型",
  import: "导入运行",
  imported: (n) => `已导入 ${runs(n)}。`,
  wereThere: (n) => `${runs(n)}此前已在这里，保持不变。`,
  exportAll: "全部导出",
  exportThese: "导出这些",
  empty: (solver) => (
    <>这里还没有运行。请{solver("前往求解页")}求解一道题，或导入以 JSON 导出的运行。</>
  ),
  runs,
  found: (found, all) => `${format.count(found)} / ${runs(all)}`,
  noneFound: "没有包含所有这些词的运行。",
  more: "显示更多",
  noAnswer: "没有答案",
  status: { running: "运行中", "cut-off": "已中断", finished: null, failed: "失败" },
  pin: "置顶",
  pinned: "已置顶",
  rename: "重命名",
  delete: "删除",
  pinOf: (title) => `置顶：${title}`,
  renameOf: (title) => `重命名：${title}`,
  deleteOf: (title) => `删除：${title}`,
  name: "名称",
  itsProblem: "题目本身",
  save: "保存",
  cancel: "取消",
  offer: {
    region: "被中断的运行",
    title: "有一次运行被中断了。",
    kept: (tokens) => `已保留 ${format.count(tokens)} 个 token`,
  },
  continue: "继续",
  discard: "丢弃",
  back: "← 历史记录",
  missing:
    "此运行不在此浏览器的历史中。它可能已被删除，或者链接来自另一个浏览器：运行只保存在求解它的地方。",
  goesOn: (solver) => (
    <>
      此运行仍在进行，在此标签页或另一个标签页中。请在{solver("求解页")}
      查看；结束后会完整显示在这里。
    </>
  ),
  openingRun: "正在打开运行…",
  solveAgain: "再次求解",
  copyLink: "复制题目链接",
  linkCopied: "链接已复制",
  copyThis: "请复制此链接：",
  print: "打印",
  exportAs: "导出为",
  notebook: "Jupyter 笔记本",
  deleted: (title) => <>已删除：{title}</>,
  undo: "撤销",
  dismiss: "关闭",
};
