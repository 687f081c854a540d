import type { Texts } from "../texts";
import { format } from "./format";

const { count, size } = format;

export const packages: Texts["packages"] = {
  title: "Python 软件包",
  about:
    "模型的 Python 和“试一试”可以导入的软件包。它们保存在此设备的此浏览器中，无需网络即可使用。",
  looking: "正在查看已存储的内容…",
  noStore: "目前无法在此保存软件包。",
  builtIn: {
    title: "应用自带",
    python: (python, ipython) =>
      `Python ${python}、IPython ${ipython} 以及下列软件包。它们无需获取。`,
    rest: "以及它们所需的软件包",
  },
  stored: {
    title: "保存在此浏览器中",
    empty: "还没有。请在下方获取，或导入文件。",
    sum: (n, bytes) =>
      `${count(n)} 个软件包，${size(bytes)}。每次运行和每次“试一试”都可以导入它们。`,
    from: {
      pyodide: "来自 Pyodide 发行版",
      pypi: "来自 PyPI",
      file: "来自您的文件",
    },
    trust: {
      pyodide: "确切：此应用所含的 Pyodide 锁定文件给出了这个哈希值。",
      pypi: "确切：此应用给出了这个哈希值，与 PyPI 公布的一致。",
      file: "来自您的文件：此后的更改会被发现，但没有其他人为它担保。",
    },
    outdated: "它适用于另一个 Python 版本，因此没有使用。请移除它，然后重新获取或导入。",
    missing: (names) => `所需的软件包不在这里：${names}。请在下方获取，或导入其文件。`,
    remove: "移除…",
    removeTitle: (title) => `移除 ${title}？`,
    removeAction: "移除",
    again: "以后可以再次获取。",
    lost: "它来自一个文件：没有该文件就无法再得到它。",
    usedBy: (titles) => `没有它，这些软件包将无法使用：${titles}。`,
  },
  offered: {
    title: "可获取",
    about: "联网获取一次，此后无需网络。在您点击之前不会联系任何服务器。",
    there: "已保存",
    paused: (bytes) => `已中断，已有 ${size(bytes)}`,
    fetch: "获取…",
    fetching: (title) => `正在获取 ${title}`,
    discard: "丢弃",
  },
  offers: {
    numpy: "数组、线性代数、随机数。模型写的许多代码都会导入它。",
    scipy: "数值积分、优化、统计、稀疏矩阵。",
    matplotlib: "图表；显示在绘制它们的代码下方。",
    pandas: "数据表格。",
    "python-flint": "快速的精确运算，供导入 flint 的代码使用：整数、多项式、矩阵。",
    "z3-solver": "求解条件组，也适用于整数：找出取值，或证明无解。",
    gmpy2: "快速的大数运算，供导入 gmpy2 的代码使用。",
    "scikit-learn": "机器学习：回归、分类、聚类。",
  },
  other: {
    label: (n) => `为此 Python 制作的 ${count(n)} 个软件包中的另一个`,
    look: "查询",
    unknown: (name) =>
      `没有为此 Python 发布名为 ${name} 的软件包。如果该项目有以 none-any.whl 结尾的文件，请在下方导入。`,
    builtIn: (name) => `${name} 是此应用自带的：无需获取。`,
  },
  dialog: {
    title: (title, version) => `获取 ${title} ${version}`,
    size: "大小",
    asking: "正在询问服务器…",
    sizeUnknown: "未知。",
    nothingSent: "它只会得知您获取哪些软件包，不会得知其他任何信息。",
    files: "文件",
    needs: (n) => (n === 1 ? "一个。" : `${count(n)} 个：包括它所需而这里还没有的。`),
    checked: "每个文件都会按此应用所知的哈希值检查。",
    afterwards: "在此期间您可以继续求解，也可以中断，并在重新加载后继续。",
    start: "获取",
    startSize: (bytes) => `获取 ${size(bytes)}`,
  },
  import: {
    title: "导入 wheel 文件",
    about:
      "来自您的磁盘或 U 盘的软件包，例如在另一台电脑上从这里导出的。可以一次导入多个；将它们拖放到此页面的任意位置，或选择它们。它们的代码只在沙盒中运行，与模型的代码一样。",
    label: "要导入的 wheel 文件 (.whl)",
    reading: (file) => `正在检查 ${file}…`,
    kept: (title) => `${title} 已保存在此浏览器中。`,
  },
  storage: {
    about: "供模型的 Python 使用的 NumPy、SciPy 等软件包，可获取一次或从文件导入。",
    fetch: "获取或导入 Python 软件包",
    open: "Python 软件包",
  },
};
