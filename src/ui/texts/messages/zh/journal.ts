import type { MessageTable } from "../translate-message";

/** What is said of the history. */
export const journal: MessageTable = {
  "This run already goes on in another tab of this browser. Look there.":
    "此运行已在此浏览器的另一个标签页中继续。请到那里查看。",
  "This run has ended or was deleted meanwhile.": "此运行在此期间已结束或被删除。",
  "The browser has no room left for the history. What is stored stays. Delete runs in the history or models under Storage, or free space on this device.":
    "浏览器没有空间存放历史了。已存储的内容会保留。请删除历史中的运行或“存储”中的模型，或在此设备上腾出空间。",
  "A newer version of this app has already used the history. It is left as it is. Reload the page to get the newer version.":
    "此应用的更新版本已使用过历史。它保持原样。请重新加载页面以获取更新版本。",
  "The browser's database for the history can't be used ({0}). Private windows and blocked site data are the usual reasons; else restart the browser.":
    "无法使用浏览器的历史数据库（{0}）。通常的原因是隐私窗口或被禁止的网站数据；否则请重启浏览器。",
  "The history was closed. Reload the page.": "历史已关闭。请重新加载页面。",
  "A part of this run is lost or damaged in the browser's database, so it can't be shown. Delete it, or solve the problem again.":
    "此运行的一部分在浏览器的数据库中丢失或损坏，因此无法显示。请删除它，或再次求解该题。",
  "This run is not in the history of this browser any more.": "此运行已不在此浏览器的历史中。",
  "The browser closed the database of the history. The app opens it again with the next run.":
    "浏览器关闭了历史记录的数据库。应用会在下一次求解时重新打开它。",
  "The browser's database for the history does not answer. The app tries again; if that does not help, restart the browser.":
    "浏览器的历史记录数据库没有响应。应用会继续尝试；如果仍无效，请重启浏览器。",
  "Another tab began to use a newer version of this app, so the rest of this run was not kept.":
    "另一个标签页开始使用此应用的新版本，因此这次求解的其余部分没有保存。",
  "Another tab runs a newer version of this app. Reload this page to go on with the history here.":
    "另一个标签页运行着此应用的更新版本。请重新加载此页面以在这里继续使用历史。",
  "An older version of this app is open in another tab and holds the history. Close or reload the other tabs of this app, then reload this one.":
    "此应用的旧版本在另一个标签页中打开并占用着历史。请关闭或重新加载此应用的其他标签页，然后重新加载此页。",
  "A run in this file asks for what no run may be asked. {0} Nothing was imported.":
    "此文件中有一个运行的要求超出了允许的范围。{0}没有导入任何内容。",
  "This file is too large to hold runs of this app. Nothing was imported.":
    "此文件太大，不可能包含此应用的运行。没有导入任何内容。",
  "This file does not hold runs of this app. Choose one that was exported as JSON from the history. Nothing was imported.":
    "此文件不包含此应用的运行。请选择从历史以 JSON 导出的文件。没有导入任何内容。",
  "This file was made by a newer version of this app. Reload the page to get that version, then import it again. Nothing was imported.":
    "此文件由此应用的更新版本生成。请重新加载页面以获取该版本，然后再次导入。没有导入任何内容。",
  "the file": "文件",
  "This file is damaged ({0}: {1}). Export the runs again where they come from. Nothing was imported.":
    "此文件已损坏（{0}：{1}）。请在来源处重新导出运行。没有导入任何内容。",
  "This file is not JSON, or not all of it is there. Choose one that was exported from the history. Nothing was imported.":
    "此文件不是 JSON，或不完整。请选择从历史导出的文件。没有导入任何内容。",
};
