import type { MessageTable } from "../translate-message";

/** What is said of Python packages. */
export const packages: MessageTable = {
  "What this browser keeps of it is damaged.": "此浏览器中保存的副本已损坏。",
  "The browser's database for packages does not answer.": "浏览器的软件包数据库没有响应。",
  "The Python package {0} could not be loaded, so code that imports it fails. Remove it on the page of Python packages, then import it again. ({1})":
    "无法加载 Python 软件包 {0}，因此导入它的代码会失败。请在“Python”页面移除它，然后重新导入。（{1}）",
  "The part of this page that reads packages crashed. Reload the page.":
    "此页面中读取软件包的部分崩溃了。请重新加载页面。",
  "What is stored of {0} is damaged. Remove it, then fetch or import it again.":
    "{0} 的存储副本已损坏。请移除它，然后重新获取或导入。",
  "The same file is being fetched already: this waits for it.": "同一个文件正在获取中：正在等待。",
  "{0} doesn't say how long its file is. It can be fetched all the same.":
    "{0} 没有说明文件的大小。仍可获取。",
  "{0} Check the network connection, then try again.": "{0}请检查网络连接，然后重试。",
  "{0} is no package. Choose a wheel (.whl).": "{0} 不是软件包。请选择 wheel 文件 (.whl)。",
  "{0} would replace {1}, which is part of this app. It is there without the file; nothing needs to be done.":
    "{0} 会替换应用自带的 {1}。没有此文件它也可用，无需任何操作。",
  "Browsers keep packages only for pages that come over https, or from this computer itself (localhost). Open this page at such an address.":
    "浏览器只为通过 https 或来自本机 (localhost) 的页面保存软件包。请在这样的地址打开此页面。",
  "The browser has no room left for this package. What is stored stays. Remove packages here or models under Storage, or free space on this device, then go on.":
    "浏览器没有空间存放此软件包。已存储的内容会保留。请在此移除软件包，或在“存储”中删除模型，或释放设备空间，然后继续。",
  "A newer version of this app has already used the stored packages. They are left as they are. Reload the page to get the newer version.":
    "此应用的较新版本已经使用过存储的软件包。它们保持原样。请重新加载页面以获取较新版本。",
  "The browser's database for packages can't be used ({0}). Private windows and blocked site data are the usual reasons; else restart the browser.":
    "无法使用浏览器的软件包数据库（{0}）。通常的原因是隐私窗口或网站数据被阻止；否则请重启浏览器。",
  "is not a wheel of version 1, the only one that is known here":
    "不是版本 1 的 wheel，而这里只认识该版本",
  "holds another package than its name says: {0} {1}": "所含软件包与文件名不符：{0} {1}",
  "holds no modules that Python could import here": "不含 Python 可在此导入的模块",
  "unpacks to more than {0} MB, too much for this app": "解压后超过 {0} MB，对此应用而言太大",
  "holds more than {0} files, too many here": "所含文件超过 {0} 个，太多了",
  "holds {0} twice, as no proper wheel does": "重复包含 {0}，正常的 wheel 不会如此",
  "holds a file that lies outside of it: {0}": "包含位于其外部的文件：{0}",
  "is no wheel: it lacks the one .dist-info folder that each has":
    "不是 wheel：缺少每个 wheel 都有的唯一 .dist-info 文件夹",
  "is no whole wheel: {0} is missing or too long": "不是完整的 wheel：{0} 缺失或过长",
  "is not whole: {0} is listed in it and missing": "不完整：{0} 在其列表中却缺失",
  "was changed: {0} has no hash in its list": "已被更改：{0} 在其列表中没有哈希值",
  "is damaged: {0} has another hash than its list says": "已损坏：{0} 的哈希值与其列表不符",
  "{0} {1}. Get the file again from where it was published, then import it.":
    "{0} {1}。请从发布处重新获取该文件，然后导入。",
  "{0} can't be unpacked: it is damaged or no wheel at all ({1}). Get the file again from where it was published, then import it.":
    "{0} 无法解压：文件已损坏，或根本不是 wheel（{1}）。请从发布处重新获取该文件，然后导入。",
  "{0} is not named as wheels are: name, version and tags, as in sympy-1.14.0-py3-none-any.whl. Give the file the name that it was published with, then import it again.":
    "{0} 的名称不符合 wheel 的形式：名称、版本和标签，如 sympy-1.14.0-py3-none-any.whl。请恢复其发布时的文件名，然后再次导入。",
  "{0} is made for {1}, not for Python in a browser. Take the package's file that ends in none-any.whl or in {2}.whl, if there is one.":
    "{0} 适用于 {1}，而不是浏览器中的 Python。如果该软件包有以 none-any.whl 或 {2}.whl 结尾的文件，请使用它。",
  "{0} is made for another Python ({1}-{2}); here it is Python {3}. Take the package's file for that version.":
    "{0} 适用于另一个 Python（{1}-{2}）；这里是 Python {3}。请使用该软件包适用于此版本的文件。",
  "{0} is larger than {1} MB, too much for this app. Choose a smaller package.":
    "{0} 超过 {1} MB，对此应用而言太大。请选择较小的软件包。",
  "{0} can't be read any more. Check that the disk or stick is still there, then choose the file again.":
    "无法再读取 {0}。请检查磁盘或 U 盘是否仍连接，然后再次选择该文件。",
};
