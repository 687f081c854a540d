import type { MessageTable } from "../translate-message";

/** What is said of the model's Python. */
export const python: MessageTable = {
  "{0}: the server answered {1}.": "{0}：服务器返回 {1}。",
  "{0} is not on the server.": "{0} 不在服务器上。",
  'Python could not be started: {0} The next block of code tries again; if that does not help, run "npm run setup" where this app is built.':
    "无法启动 Python：{0}请检查网络连接，然后再次求解，或选择仅靠推理求解。",
  "it took too long.": "耗时太长。",
  "it was ended.": "已被结束。",
  "the server answered {0}": "服务器返回 {0}",
  'The Python package {0} could not be loaded, so code that imports it fails. To have it offline, fetch it on the page of Python packages, or run "npm run setup" with a network where this app is built; otherwise check the network connection. ({1})':
    "无法加载 Python 软件包 {0}，因此导入它的代码会失败。请检查网络连接，然后再次求解。（{1}）",
  'Python starts slowly, since what was prepared for it could not be used; all else works as ever. Reload the page; if that does not help, run "npm run setup" where this app is built. ({0})':
    "Python 启动较慢，因为为它准备的内容无法使用；其他一切照常。请重新加载页面。（{0}）",
  "{0} is not the file that belongs to this app.": "{0} 不是属于此应用的文件。",
  "There is no room for the snapshot.": "没有空间容纳所准备的内容。",
  "set-up has not made it.": "安装步骤没有生成它。",
  "The Python session was closed.": "Python 会话已关闭。",
  "its worker could not be loaded.": "无法加载其 worker。",
  "it does not answer.": "没有响应。",
  "the sandbox does not answer.": "沙盒没有响应。",
  "the sandbox was removed.": "沙盒已被移除。",
  "the sandbox sent {0}.": "沙盒发来了异常消息：{0}。",
  "the sandbox failed: {0}": "沙盒出错：{0}",
  "its frame does not load.": "其框架无法加载。",
  "{0}: the server sends nothing any more.": "{0}：服务器不再发送数据。",
};
