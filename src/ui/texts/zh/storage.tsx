import type { Texts } from "../texts";
import { format } from "./format";

const { size } = format;

export const storage: Texts["storage"] = {
  title: "存储",
  about: "模型保存在此浏览器中、此设备上，不会存到别处。",
  empty: (solver) => (
    <>
      这里还没有存储模型。请{solver("前往求解页")}
      ，点击“更改”下载一个，或在下方导入文件。演示模型不占用存储。
    </>
  ),
  import: {
    title: "导入模型",
    about:
      "GGUF 文件，例如从这里导出并用 U 盘带来的文件。它会被复制到此浏览器中；可将其拖放到此页面的任意位置，或选择它。",
    label: "要导入的 GGUF 文件",
  },
  convert: {
    title: "为 GPU 引擎转换模型",
    about:
      "您磁盘上的文件，直接从所在位置读取：一个 GGUF 文件（Q8_0、F16 或 BF16），或模型的全部 .safetensors 文件以及 config.json 和 tokenizer.json。副本存储在此浏览器中。",
  },
  space: {
    title: "空间",
    meter: "已用空间占浏览器允许空间的比例",
    models: "模型",
    site: "此网站合计",
    notSaid: "此浏览器没有提供。",
    ofAllowed: (used, quota) => `${size(used)}（允许 ${size(quota)}）`,
    ask: "请求浏览器保留",
    refused: "浏览器这次没有承诺。",
  },
  model: {
    space: "空间",
    of: (stored, total) => `${size(stored)} / ${size(total)}`,
    since: "存储时间",
    checked: "检查",
    notChecked: "尚未检查：全部到位后会检查。",
    checkedAt: (time) => `${format.moment(time)}：每个字节都正确。`,
    from: "来源",
    fromConversion: "在此浏览器中转换的模型",
    fromFile: "您的文件",
    licence: "许可证",
    licenceUnknown: "未知。",
    conversionBroken: "转换被中断了。请重新开始，或删除已有部分。",
    copyBroken: "复制被中断了。请再次导入文件，或删除已有部分。",
    saving: (title) => `正在保存 ${title}`,
    verify: "检查",
    export: "导出为文件",
    convert: "为 GPU 引擎转换…",
  },
  trust: {
    catalogue: "确切：此应用的模型列表给出了这个哈希值。",
    server: "确切：服务器在下载前给出了这个哈希值。",
    package: "确切：软件包自己的列表给出了这个哈希值。",
    copied: "在文件复制到这里时得知：此后的更改会被发现，但没有其他人为它担保。",
    downloaded: "在首次完整下载时得知：此后的更改会被发现，但没有其他人为它担保。",
    unknown: "尚不清楚：整个文件到位后才能得知。",
  },
  notices: {
    title: "自由软件",
    about: "本应用是自由软件，建立在许多人的工作之上。",
    open: "查看他们的名称和许可证",
  },
  hosts: {
    title: "会联系谁，以及为什么",
    site: "此应用所在的网站：应用本身、演示模型以及 Python 及其软件包。首次访问后它们保存在此浏览器中；之后只会询问是否有新版本。",
    catalogue:
      "仅当您下载列表中的模型时：先询问大小和哈希值，再获取数据。它会把浏览器转到自己的文件服务器，其名称以 hf.co 结尾。",
    address: "您输入了这个地址：在您查询它、从它下载或检查来自它的内容时会联系。",
    packages:
      "仅当模型的 Python 代码导入此应用网站没有的软件包（例如 SciPy）时，或当您在 Python 软件包页面获取软件包时：Pyodide 项目在那里发布它们。它只会得知软件包的名称，不会得知您的题目。",
    pypi: "仅当您在 Python 软件包页面获取 python-flint 或 Z3 时：Python 软件包索引 (PyPI) 在那里发布它们。它只会得知软件包的名称。",
    webLlm:
      "仅当您从 web-llm 的列表中选择模型时：模型来自 huggingface.co，运行它的库来自这里。它们会知道您选用哪个模型，但不会知道您的题目。",
    server:
      "仅当您在“您的服务器”下输入一个地址时。此时您的题目会发送给它，模型所写的一切都来自它。",
    ownServer: "您的服务器",
    nobody: "没有其他：没有统计，没有广告，没有来自别处的字体。",
  },
};
