import type { Texts } from "../texts";
import { format } from "./format";

export const engine: Texts["engine"] = {
  region: "模型",
  label: "模型：",
  change: "更改",
  close: "关闭",
  loading: (name) => `${name}，正在加载…`,
  notLoaded: (name) => `${name}，未加载`,
  notOpenMath: "（不是 OpenMath）",
  leaves: "您的题目会离开此浏览器",
  gpu: (name) => `GPU：${name}`,
  runsHere: (name, device, tokens) => (
    <>
      {name} 在此运行：{device}。它能容纳 {format.count(tokens)} 个 token，包括题目和解题过程。
    </>
  ),
  stopFirst: "请先停止运行，再更改模型。",
  noChoices: "无法加载模型选项。请检查网络连接，然后重试。",
  unusable: (name) => `无法使用 ${name}。`,
  tryAgain: "重试",
  useDemo: "使用演示模型",
  progress: {
    label: "正在加载模型",
    preparing: "正在准备",
    of: (loaded, total) => `${format.megabytes(loaded)} / ${format.megabytes(total)}`,
  },
  device: {
    label: "运行于",
    auto: "自动",
    gpu: "GPU",
    cpu: "CPU",
    hint: "自动：GPU 更快时使用 GPU。CPU 在任何设备上都可用。",
  },
  demo: {
    about:
      "随此应用提供的小模型，无需下载。它展示求解的过程，会几类学校题目；对其他题目不给出答案。它不是 OpenMath，能力也弱得多。",
    inUse: "使用中",
  },
  list: {
    title: "OpenMath 模型",
    about: "下载一次，保存在此浏览器中，可离线使用。在您看到它的要求之前不会获取任何内容。",
    others: "此浏览器中的其他模型",
  },
  address: {
    title: "来自某个地址的模型",
    about:
      "允许其他网站读取的任意服务器上的 GGUF 文件，或 Hugging Face 的仓库。会先询问服务器有什么；您点击后才会下载。",
    label: "模型的地址",
    lookUp: "查询",
    asking: "正在询问…",
    contacts: (host) => <>会联系 {host}。不会向那里发送您的题目。</>,
    found: (title) => `已找到：${title}`,
    listed: "它在上方的模型列表中。",
  },
  file: {
    title: "您的模型文件",
    about: "您磁盘或 U 盘上的 GGUF 文件：在此选择，或拖放到此页面的任意位置。它不会离开此设备。",
    label: "模型文件（GGUF）",
  },
  webLlm: {
    title: "MLC 格式的模型",
    about:
      "由 web-llm 在您的 GPU 上运行，一次只生成一个样本，因此样本多时会很慢。仅在这里其他方式都无法运行某个模型时使用。",
    open: "选择这样的模型",
    list: "显示 web-llm 的列表",
    listing: "正在加载列表…",
    model: "模型",
    choose: "请选择",
    fromList: (memory) =>
      `${memory === null ? "" : `大约占用 ${memory} GPU 内存。`}` +
      "从 huggingface.co 和 raw.githubusercontent.com 下载；它们会知道您选用哪个模型，但不会知道您的题目。",
    package: "模型包的地址",
    library: "其库（.wasm）的地址",
    fromAddress:
      "模型包是含有 mlc-chat-config.json 的文件夹，位于 Hugging Face 上，或在其他服务器的 resolve/main/ 之下。请只使用您信任的人提供的库：其代码会在您的 GPU 上运行。",
    use: "下载并使用",
  },
  server: {
    title: "您的服务器",
    about:
      "适用于学校和集群：vLLM、SGLang、llama-server 或 Ollama，地址需与 OpenAI 兼容。在您输入地址之前不会发送任何内容。",
    address: "服务器地址",
    model: "模型名称（可选）",
    firstModel: "服务器的第一个模型",
    key: "API 密钥（可选）",
    privacy: (host) => (
      <>
        使用服务器时，<strong>您的题目会离开此浏览器</strong>：它会连同模型所写的一切发送到{" "}
        {host ?? "您输入的地址"}。密钥只保存在内存中，直到您关闭或重新加载此页面。Python
        仍在这里运行。
      </>
    ),
    use: "使用此服务器",
  },
};
