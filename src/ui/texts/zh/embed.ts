import type { Texts } from "../texts";
import { format } from "./format";

export const embed: Texts["embed"] = {
  openFull: "在完整应用中打开",
  newTab: "将打开新标签页",
  working: "解题过程",
  model: (title) => `模型：${title}`,
  queue: (place) => `另一个求解器正在使用模型。您排在第 ${format.count(place)} 位。`,
  looking: "正在查找此设备上的模型……",
  kept: "保存的答案",
  keptHint: "这是所在网页从之前的运行中保存下来的。",
  stopped: "在得出答案之前已停止。",
  unknown: (id) => `此求解器没有名为“${id}”的模型。`,
  hidden: {
    working: "正在计算解答，暂不显示。",
    waiting: "这里暂不显示解答。请先自己试一试。",
  },
  offer: {
    region: "待下载的模型",
    title: (model) => `此网页需要 ${model}。`,
    facts: (size, host) =>
      `此设备上还没有供此网页使用的该模型。大小为 ${size}，来自 ${host}。在您点击之前不会下载任何内容。`,
    where: "模型会保存在浏览器中专属于此网页与求解器的存储区里。",
    download: (size) => `下载 ${size}`,
    pause: "暂停",
    hidden: "按钮完整显示片刻之后才能点击。",
    unsupported: "此浏览器无法判断按钮是否被遮挡，因此这里不提供下载。请在完整应用中下载。",
    borrow: "使用完整应用的模型",
    notThere: (model) => `此浏览器中的完整应用也没有 ${model}。`,
    demo: "使用演示模型",
    missing: (model) => `此设备上没有 ${model}。下载前会先询问。`,
  },
};
