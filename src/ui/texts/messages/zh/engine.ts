import type { MessageTable } from "../translate-message";

/** What the engines say. */
export const engine: MessageTable = {
  "Enter the server's address, for example http://localhost:8000":
    "请输入服务器地址，例如 http://localhost:8000",
  '"{0}" is not an address. It should look like http://localhost:8000':
    "“{0}”不是地址。它应当类似 http://localhost:8000",
  'The address must start with http:// or https://, not {0}// as in "{1}".':
    "地址必须以 http:// 或 https:// 开头，而不是像“{1}”那样以 {0}// 开头。",
  "Leave the user name and password out of the address; enter the key in its own field.":
    "请不要在地址中写用户名和密码；密钥请填在专用栏中。",
  "unknown error": "未知错误",
  "{0} (OpenAI-compatible server)": "{0}（与 OpenAI 兼容的服务器）",
  "This page was loaded over https, so the browser blocks {0}, which is http (mixed content). Give the server an https address, or open this app over http.":
    "此页面通过 https 加载，因此浏览器会阻止使用 http 的 {0}（混合内容）。请为服务器设置 https 地址，或通过 http 打开此应用。",
  " It must also allow requests from this page (CORS), which came from {0}. Ollama: start it with OLLAMA_ORIGINS={1}. vLLM, SGLang and llama-server allow every page unless they were told otherwise; a proxy before them may not.":
    "它还必须允许来自此页面（{0}）的请求（CORS）。Ollama：请以 OLLAMA_ORIGINS={1} 启动。vLLM、SGLang 和 llama-server 默认允许所有页面；它们前面的代理可能不允许。",
  "No answer from {0}. Check the address, and that the server is running and can be reached from this computer.{1}":
    "{0} 没有响应。请检查地址，以及服务器是否在运行并能从这台电脑访问。{1}",
  ' The server says: "{0}"': "服务器说：“{0}”",
  "{0} refused the API key (HTTP {1}). Enter the right key.{2}":
    "{0} 拒绝了 API 密钥（HTTP {1}）。请输入正确的密钥。{2}",
  "{0} does not know this model or route (HTTP 404). Check the model's name and that the server offers /v1/completions.{1}":
    "{0} 不认识这个模型或路径（HTTP 404）。请检查模型名称，以及服务器是否提供 /v1/completions。{1}",
  "{0} is over its limit of requests (HTTP 429). Wait a while, or use fewer samples at a time.{1}":
    "{0} 的请求数已达上限（HTTP 429）。请稍等片刻，或同时使用更少的样本。{1}",
  "{0} failed (HTTP {1}). Look at the server's log, then try again.{2}":
    "{0} 出错了（HTTP {1}）。请查看服务器日志，然后重试。{2}",
  "{0} refused the request (HTTP {1}).{2}": "{0} 拒绝了请求（HTTP {1}）。{2}",
  '{0} broke off its answer. The server says: "{1}"': "{0} 中断了回答。服务器说：“{1}”",
  "{0} broke the connection {1} times in one answer. Check the network and any proxy between here and the server, then try again.":
    "{0} 在一次回答中断开了 {1} 次连接。请检查网络以及此处与服务器之间的代理，然后重试。",
  "The text does not fit into the server's context of {0} tokens. Shorten the problem, or start the server with a longer context.":
    "文本超出了服务器 {0} 个 token 的上下文。请缩短题目，或以更长的上下文启动服务器。",
  "{0} has no list of models (/v1/models). Enter the model's name.":
    "{0} 没有模型列表（/v1/models）。请输入模型名称。",
  "{0} answers, but not as an OpenAI-compatible server (/v1/models gave something else). Check the address: is it the model server's own?":
    "{0} 有响应，但不是与 OpenAI 兼容的服务器（/v1/models 返回了别的内容）。请检查地址：它是模型服务器的地址吗？",
  "{0} has no model loaded. Load one there, then try again.":
    "{0} 没有加载模型。请在那里加载一个，然后重试。",
  '{0} has no model "{1}". It has: {2}{3}': "{0} 没有模型“{1}”。它有：{2}{3}",
  'Ollama wraps prompts for "{0}" into a chat template of its own, which garbles the format this app needs. Make a copy without it: a Modelfile with the three lines "FROM {1}", \'TEMPLATE "{{ .Prompt }}"\' and "PARAMETER num_ctx 16384", then "ollama create {2}-raw -f Modelfile", and enter that name here.':
    'Ollama 会把“{0}”的提示套进自己的聊天模板，破坏此应用所需的格式。请制作一个不带模板的副本：在 Modelfile 中写三行 "FROM {1}"、\'TEMPLATE "{{ .Prompt }}"\' 和 "PARAMETER num_ctx 16384"，然后运行 "ollama create {2}-raw -f Modelfile"，并在此输入该名称。',
  "the GPU's memory does not suffice for it": "GPU 内存不足",
  "the GPU's memory does not suffice for it (more than {0} are needed)":
    "GPU 内存不足（需要超过 {0}）",
  "{0} It could not be had again: {1}.": "{0}无法重新获得 GPU：{1}。",
  "The problem has {0} tokens; this model holds {1} here. Shorten it.":
    "题目有 {0} 个 token；此模型在这里能容纳 {1} 个。请缩短题目。",
  "The model was unloaded.": "模型已被卸载。",
  "The model is loaded again, and the samples go on from their text.":
    "模型正在重新加载，样本将从已有文本继续。",
  "The model is loaded again with half the memory for samples, so fewer are drawn at a time.":
    "模型正在以一半的样本内存重新加载，因此同时进行的样本会减少。",
  "The browser took the GPU away ({0}): often too little memory, or another program that crashed it.":
    "浏览器收回了 GPU（{0}）：通常是内存不足，或其他程序使其崩溃。",
  "The browser took the GPU away: often too little memory, or another program that crashed it.":
    "浏览器收回了 GPU：通常是内存不足，或其他程序使其崩溃。",
  "The model has no tokenizer. Get it again.": "模型没有分词器。请重新获取。",
  "This package is a {0} model in the format {1}. The GPU engine runs Qwen2 models in {2}. Choose another package, or the model as a GGUF file.":
    "此软件包是格式为 {1} 的 {0} 模型。GPU 引擎运行 {2} 格式的 Qwen2 模型。请选择其他软件包，或该模型的 GGUF 文件。",
  "The model has no tensor {0}. Get it again.": "模型没有张量 {0}。请重新获取。",
  "The GPU computed no numbers (NaN). Reload the page or use the CPU.":
    "GPU 没有算出数值（NaN）。请重新加载页面或使用 CPU。",
  "The GPU's memory for this text is used up. Choose fewer samples or a shorter length.":
    "用于此文本的 GPU 内存已用完。请选择更少的样本或更短的长度。",
  "The model's tokenizer.json is damaged, or no byte-level BPE as Qwen models have it. Get the model again, or another one.":
    "模型的 tokenizer.json 已损坏，或不是 Qwen 模型使用的字节级 BPE。请重新获取该模型，或换一个。",
  "The model's tokenizer.json has parts that this app doesn't know. Choose another model.":
    "模型的 tokenizer.json 含有此应用不认识的部分。请选择其他模型。",
  "this browser has no WebGPU": "此浏览器没有 WebGPU",
  "the browser offers no WebGPU adapter": "浏览器没有提供 WebGPU 适配器",
  "unnamed GPU": "未命名的 GPU",
  "the GPU ({0}) lacks 16-bit arithmetic in shaders (shader-f16)":
    "GPU（{0}）的着色器缺少 16 位运算（shader-f16）",
  "llama.cpp answered in a form this app does not know. Reload the page; if it happens again, report it.":
    "llama.cpp 以此应用不认识的形式作出了回答。请重新加载页面；如果再次出现，请报告。",
  "No model file was given. Choose one.": "没有给出模型文件。请选择一个。",
  "llama.cpp did not take the GPU ({0})": "llama.cpp 没有使用 GPU（{0}）",
  "loading it on the GPU ({0}) failed: {1}": "在 GPU（{0}）上加载失败：{1}",
  "{0} ({1} of {2} layers)": "{0}（{1} / {2} 层）",
  "Runs on the CPU because {0}.": "在 CPU 上运行，原因：{0}。",
  "It has one thread because this page is not cross-origin isolated: the server that delivers it must send the COOP and COEP headers.":
    "只有一个线程，因为此页面没有跨源隔离：提供页面的服务器必须发送 COOP 和 COEP 标头。",
  "CPU, {0} thread": "CPU，{0} 个线程",
  "CPU, {0} threads": "CPU，{0} 个线程",
  "The browser did not start llama.cpp's worker. Reload the page. If that does not help, the site forbids it: its Content-Security-Policy needs worker-src blob:.":
    "浏览器没有启动 llama.cpp 的 worker。请重新加载页面。如果没有用，说明网站禁止它：其 Content-Security-Policy 需要 worker-src blob:。",
  "llama.cpp ended without a result. Try again.": "llama.cpp 结束时没有结果。请重试。",
  "The text has {0} tokens and the context holds {1}. Shorten the problem, or choose a longer context.":
    "文本有 {0} 个 token，而上下文能容纳 {1} 个。请缩短题目，或选择更长的上下文。",
  "llama.cpp crashed, most often for want of memory. Close other tabs or choose a smaller model or fewer samples, then try again. ({0})":
    "llama.cpp 崩溃了，多半是内存不足。请关闭其他标签页，或选择更小的模型或更少的样本，然后重试。（{0}）",
  "llama.cpp failed while it wrote this text: the model's output was no valid text. Try another seed, or another model.":
    "llama.cpp 在写这段文本时失败：模型的输出不是有效文本。请换一个随机种子或模型。",
  "llama.cpp could not go on: {0}": "llama.cpp 无法继续：{0}",
  "There is not enough memory for this model. Choose a smaller model, a shorter context or fewer samples at a time, or close other tabs, then try again.":
    "内存不足以运行此模型。请选择更小的模型、更短的上下文或更少的同时样本，或关闭其他标签页，然后重试。",
  "The model file is cut off or damaged. Download it again.":
    "模型文件不完整或已损坏。请重新下载。",
  'Models of the kind "{0}" are not known to this app. Choose another model.':
    "此应用不认识“{0}”类的模型。请选择其他模型。",
  "The file is no readable GGUF model. Choose another file, or download it again.":
    "该文件不是可读的 GGUF 模型。请选择其他文件，或重新下载。",
  'The model could not be loaded. llama.cpp says: "{0}"': "无法加载模型。llama.cpp 说：“{0}”",
  "The model could not be loaded. No reason was given.": "无法加载模型。没有给出原因。",
  "The model could not be fetched from {0}. Check the connection, then try again.":
    "无法从 {0} 获取模型。请检查连接，然后重试。",
  "The model is not at {0} (HTTP {1}). Check its address.":
    "{0} 处没有该模型（HTTP {1}）。请检查地址。",
  "The connection broke after {0} bytes of {1}. Try again.":
    "连接在 {1} 字节中的 {0} 字节后中断。请重试。",
  "The model file is empty. Download it again.": "模型文件是空的。请重新下载。",
  "A web page came instead of the model file. Check the model's address.":
    "收到的是网页而不是模型文件。请检查模型的地址。",
  "This is no GGUF model file. Choose a file that ends in .gguf.":
    "这不是 GGUF 模型文件。请选择以 .gguf 结尾的文件。",
  "the GPU's memory does not suffice for this model": "GPU 内存不足以运行此模型",
  "The model was not loaded.": "模型没有被加载。",
  "The engine's worker crashed ({0}).": "引擎的 worker 崩溃了（{0}）。",
  "The engine's worker crashed.": "引擎的 worker 崩溃了。",
  "The model stopped answering.": "模型不再响应。",
  "The model did not answer when it was stopped.": "停止时模型没有响应。",
  "{0} Try again, or choose a smaller model.": "{0}请重试，或选择较小的模型。",
  "{0} It is loaded again, and the samples go on from their text.":
    "{0}模型正在重新加载，各样本会从已有文本继续。",
  "{0} It was loaded again too often. Solve again to load it once more, or choose a smaller model.":
    "{0}模型重新加载的次数过多。请再次求解以重新加载，或选择较小的模型。",
  "{0} It could not be loaded again: {1}": "{0}模型无法重新加载：{1}",
  "{0} It was lost too often, so the CPU goes on from the samples' text; that is slower.":
    "{0}GPU 丢失太多次，因此由 CPU 从样本的文本继续；这样更慢。",
  "This package needs a GPU, and it can't be used because {0}. Choose the same model as a GGUF file, or a smaller one.":
    "此软件包需要 GPU，但无法使用，原因：{0}。请选择同一模型的 GGUF 文件，或更小的模型。",
  "{0} It was lost too often to go on, and this package needs it. Choose a smaller model, or the same one as a GGUF file, which the CPU can run.":
    "{0}GPU 丢失太多次，无法继续，而此软件包需要它。请选择更小的模型，或同一模型的 GGUF 文件（CPU 也能运行）。",
  "The GPU failed.": "GPU 出现故障。",
  "you chose so": "您这样选择了",
  "This model is no longer stored on this device. Get it again.":
    "此模型已不在此设备上。请重新获取。",
  "its weights are not of a kind that our GPU engine reads":
    "它的权重不是我们的 GPU 引擎能读取的类型",
  "the browser took the GPU away while the model was loaded": "在加载模型时浏览器收回了 GPU",
  "loading it on the GPU": "在 GPU 上加载",
  "the GPU engine": "GPU 引擎",
  "{0} failed: {1}": "{0}失败：{1}",
  "the browser took the GPU away too often": "浏览器过于频繁地收回 GPU",
  "The GPU has less memory than hoped, so there is room for fewer or shorter samples.":
    "GPU 的内存比预期少，因此只能容纳更少或更短的样本。",
  "The GPU's memory does not suffice ({0}). Choose a smaller model, or fewer samples.":
    "GPU 内存不足（{0}）。请选择更小的模型，或减少样本数。",
  "its {0} is stored in a way that our GPU engine doesn't read (GGUF type {1})":
    "其 {0} 的存储方式是我们的 GPU 引擎无法读取的（GGUF 类型 {1}）",
  "the rows of its {0} ({1} numbers) are no multiple of {2}":
    "其 {0} 的行长（{1} 个数）不是 {2} 的倍数",
  "the GPU's buffers are too small for its {0}": "GPU 的缓冲区容不下其 {0}",
  "its heads of {0} numbers are of a size that our GPU engine doesn't know":
    "其注意力头的大小（{0} 个数）是我们的 GPU 引擎不支持的",
  "our GPU engine runs models of the architectures {0}, and this one is “{1}”":
    "我们的 GPU 引擎运行 {0} 架构的模型，而这个是“{1}”",
  "its files hold no tensor {0} that our GPU engine can read":
    "其文件中没有我们的 GPU 引擎能读取的张量 {0}",
  "The tensor {0} has the shape {1} × {2} in place of {3} × {4}: the model's file is damaged. Get it again.":
    "张量 {0} 的形状是 {1} × {2}，而不是 {3} × {4}：模型文件已损坏。请重新获取。",
  "it is a mixture of experts, which our GPU engine doesn't know":
    "它是混合专家模型，我们的 GPU 引擎不支持",
  "only {0} of {1} numbers of its heads turn, which our GPU engine doesn't know":
    "其注意力头的 {1} 个数中只有 {0} 个旋转，我们的 GPU 引擎不支持",
  "it stretches its positions in a way that our GPU engine doesn't know (RoPE scaling “{0}”)":
    "它以我们的 GPU 引擎不支持的方式拉伸位置（RoPE 缩放“{0}”）",
  "its RoPE factors are of a kind that our GPU engine doesn't read":
    "其 RoPE 因子是我们的 GPU 引擎无法读取的类型",
  "The package has no tensor {0} of the right shape. Get it again.":
    "该包中没有形状正确的张量 {0}。请重新获取。",
  "The package's 4-bit weights are damaged. Get it again.": "该包的 4 位权重已损坏。请重新获取。",
  "web-llm could not load {0}: {1}\nChoose the same model as a GGUF file, or another browser.":
    "web-llm 无法加载 {0}：{1}\n请选择同一模型的 GGUF 文件，或换用其他浏览器。",
  "WebGPU, {0} (web-llm, one sample at a time)": "WebGPU，{0}（web-llm，一次一个样本）",
  "web-llm has no model {0}. Choose one of its list, or give a package and a library by address.":
    "web-llm 没有模型 {0}。请从其列表中选择，或填写模型包和库的地址。",
  "the server answered {0} to {1}": "服务器对 {1} 的回应是 {0}",
  "The problem is longer than this model's {0} tokens. Shorten it.":
    "题目超过了该模型的 {0} 个 token。请缩短题目。",
  "web-llm could not be started. Check the connection and try again.":
    "web-llm 无法启动。请检查网络连接后重试。",
  "The GPU ran out of memory ({0}). Choose a smaller model, or fewer samples.":
    "GPU 内存耗尽（{0}）。请选择更小的模型，或减少样本数。",
  "The GPU refused a step of the model ({0}).": "GPU 拒绝了模型的一步计算（{0}）。",
  "The engine failed and did not say why.": "引擎出错，且没有说明原因。",
};
