import type { Texts } from "../texts";

export const broken: Texts["broken"] = {
  title: "此页面已停止工作",
  about: "请重新加载以继续。如果同一道题再次出现这种情况，请连同以下文字一起报告：",
  reload: "重新加载",
};
