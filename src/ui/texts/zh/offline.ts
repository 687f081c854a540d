import type { Texts } from "../texts";

export const offline: Texts["offline"] = {
  title: "没有网络时",
  stored: "应用本身已保存在此浏览器中：没有网络也能打开和求解。",
  storing: "应用本身正在存储到此浏览器中。完成后没有网络也能打开。",
  failed:
    "应用本身无法存储在此浏览器中，因此打开它需要网络。请腾出一些空间或检查连接，然后重新加载此页面。",
  none: "应用本身没有存储在这里，因此打开它需要网络。通常的原因是隐私窗口或没有 https 的地址。",
  update: "新版本已就绪。",
  otherTabs: "新版本已就绪。此应用还在另一个标签页中打开：请关闭它，然后重新加载。",
  later: "请在运行结束后重新加载。",
  reload: "重新加载",
};
