import type { MessageTable } from "../translate-message";

/** What is said of models: downloads, the store, imports, conversion, what suits a device. */
export const models: MessageTable = {
  "Published for 16-bit weights. In the winners' own table (14B model, 12 samples) 4-bit weights cost 6 to 10 points of the majority's accuracy.":
    "公布的数值针对 16 位权重。在获胜者自己的表格中（14B 模型，12 个样本），4 位权重使投票准确率降低 6 到 10 个百分点。",
  "Published for 16-bit weights. In the winners' own table (14B model, 12 samples) 8-bit weights cost nothing.":
    "公布的数值针对 16 位权重。在获胜者自己的表格中（14B 模型，12 个样本），8 位权重没有损失。",
  "{0} by NVIDIA, under CC BY 4.0; quantised to GGUF ({1}) by bartowski.":
    "{0}，NVIDIA 出品，采用 CC BY 4.0；由 bartowski 量化为 GGUF（{1}）。",
  "A small model that comes with this app and needs no download. It shows how solving works and knows some kinds of school problems. It is not OpenMath, and far weaker.":
    "随此应用提供的小模型，无需下载。它展示求解的过程，会几类学校题目。它不是 OpenMath，能力也弱得多。",
  "Trained by this project, on data of its own.": "由本项目用自己的数据训练。",
  "The smallest OpenMath model in 8 bits: as accurate as it was published, and the best choice for a GPU, which draws many samples of it together.":
    "最小的 OpenMath 模型，8 位：与公布的准确率一致，是 GPU 的最佳选择，GPU 能同时生成它的许多样本。",
  "A larger OpenMath model in 4 bits, for computers with a large GPU.":
    "较大的 OpenMath 模型，4 位，适用于配有大 GPU 的电脑。",
  "it does not write the question exactly once": "它没有恰好写出一次问题",
  "what it writes depends on the question": "它所写的内容取决于问题",
  "it is too long": "它太长",
  "it takes too long": "它耗时太长",
  "{0} can't be read any more: it was changed, moved or removed, or the device it lies on. Choose it again.":
    "无法再读取 {0}：文件或其所在的设备被更改、移动或移除了。请重新选择。",
  "{0} ends too early: its download or copy was interrupted. Get it again.":
    "{0} 结束得太早：下载或复制被中断了。请重新获取。",
  "mlc-chat-config.json of this package is damaged or of an unknown form ({0}: {1}). Get the package again.":
    "此软件包的 mlc-chat-config.json 已损坏或形式未知（{0}：{1}）。请重新获取软件包。",
  "The model has no tensor {0}: a file of it is missing, or it is of another kind.":
    "模型没有张量 {0}：缺少文件，或属于其他类型。",
  "The tensor {0} has the shape {1} × {2} in place of {3}: the model's files don't belong together.":
    "张量 {0} 的形状是 {1} × {2} 而不是 {3}：模型的文件不是一套。",
  "The rows of this model's matrices ({0} numbers) can't be cut into groups of {1}. Choose the format q0f16 or q0f32.":
    "此模型矩阵的行（{0} 个数）无法分成 {1} 个一组。请选择 q0f16 或 q0f32 格式。",
  "The tensor {0} holds {1}, which is too large for 16 bits. Choose a format with f32.":
    "张量 {0} 含有 {1}，对 16 位来说太大。请选择带 f32 的格式。",
  "The tensor {0} holds {1}, which is no weight: the file is damaged. Get it again.":
    "张量 {0} 含有 {1}，这不是权重：文件已损坏。请重新获取。",
  "{0} belongs to a model of {1} files, and {2} were given. Give all of them, and nothing else.":
    "{0} 属于由 {1} 个文件组成的模型，而给出了 {2} 个。请给出全部文件，且不要包含其他文件。",
  "This is a model of the architecture “{0}”. Only “{1}” models, such as OpenMath-Nemotron, can be converted. Use it as it is.":
    "这是架构为“{0}”的模型。只有“{1}”模型（如 OpenMath-Nemotron）可以转换。请直接使用它。",
  "This model stretches its positions (RoPE scaling “{0}”), which the GPU engine doesn't know. Use it as it is.":
    "此模型拉伸了位置（RoPE 缩放“{0}”），GPU 引擎不支持。请直接使用它。",
  "This GGUF file lacks “{0}”. Choose another one of the same model.":
    "此 GGUF 文件缺少“{0}”。请选择同一模型的其他文件。",
  "{0} stores weights as {1}, which would lose accuracy twice. Take the file of the same model whose name ends in Q8_0, F16 or BF16.":
    "{0} 以 {1} 存储权重，会两次损失准确率。请使用同一模型中名称以 Q8_0、F16 或 BF16 结尾的文件。",
  "type {0}": "类型 {0}",
  "This file's vocabulary is of the kind “{0}/{1}”, and only “gpt2” with {2} can be read. Use the model as it is, or take the safetensors files of it.":
    "此文件的词表属于“{0}/{1}”类，而只能读取带 {2} 的“gpt2”词表。请直接使用该模型，或使用它的 safetensors 文件。",
  "{0} bytes": "{0} 字节",
  "The package has no file {0}. Get it again.": "软件包没有文件 {0}。请重新获取。",
  "The package says that {0} has {1} bytes, and its shape means {2}. Get the package again.":
    "软件包称 {0} 有 {1} 字节，而其形状对应 {2} 字节。请重新获取软件包。",
  "There is no model to convert: neither a .gguf file nor .safetensors files. PyTorch's .bin and .pt files can't be read.":
    "没有可转换的模型：既没有 .gguf 文件，也没有 .safetensors 文件。无法读取 PyTorch 的 .bin 和 .pt 文件。",
  "{0} is too large to be what its name says. Get it again.":
    "{0} 对其名称所指的内容来说太大。请重新获取。",
  "{0} is not as expected ({1}: {2}). Get it again, or take another model.":
    "{0} 与预期不符（{1}：{2}）。请重新获取，或换一个模型。",
  "its contents": "其内容",
  "{0} is cut off or damaged: it is no JSON. Get it again.":
    "{0} 不完整或已损坏：它不是 JSON。请重新获取。",
  "{0} is empty. Get it again.": "{0} 是空的。请重新获取。",
  "{0} is a web page, saved in place of the file. Download it again; you may have to log in.":
    "{0} 是被当作文件保存的网页。请重新下载；您可能需要登录。",
  "{0} only says where Git LFS keeps the file. Run “git lfs pull” in its folder.":
    "{0} 只说明 Git LFS 把文件存在哪里。请在其文件夹中运行“git lfs pull”。",
  "{0} stores {1} as {2}. Take the model's files with 16 or 32 bits (BF16, F16, F32).":
    "{0} 将 {1} 存为 {2}。请使用该模型的 16 位或 32 位文件（BF16、F16、F32）。",
  "{0} is no safetensors file, or its header is damaged. Get it again.":
    "{0} 不是 safetensors 文件，或其文件头已损坏。请重新获取。",
  "{0} is missing: a model in safetensors files needs it beside them. Get it from where the model came from.":
    "缺少 {0}：safetensors 文件的模型需要它。请从模型的来源处获取。",
  "This is a model of the type “{0}”. Only “{1}” models, such as OpenMath-Nemotron, can be converted.":
    "这是“{0}”类型的模型。只有“{1}”模型（如 OpenMath-Nemotron）可以转换。",
  "These weights are quantised already. Take the model's original files (BF16, F16 or F32).":
    "这些权重已经量化。请使用模型的原始文件（BF16、F16 或 F32）。",
  "This model stretches its positions or sees only a window of its text (rope_scaling, use_sliding_window in config.json), which the GPU engine doesn't know. Choose another one.":
    "此模型拉伸了位置或只看文本的一个窗口（config.json 中的 rope_scaling、use_sliding_window），GPU 引擎不支持。请选择其他模型。",
  "tensor-cache.json of this package is damaged or of an unknown form. Get the package again.":
    "此软件包的 tensor-cache.json 已损坏或形式未知。请重新获取软件包。",
  "The tensor {0} in {1} has the shape [{2}], which no model of this kind has.":
    "{1} 中张量 {0} 的形状是 [{2}]，此类模型没有这种形状。",
  "The part of this page that keeps the models crashed ({0}). What is stored stays. Reload the page.":
    "此页面中保存模型的部分崩溃了（{0}）。已存储的内容仍在。请重新加载页面。",
  "The part of this page that keeps the models crashed. What is stored stays. Reload the page.":
    "此页面中保存模型的部分崩溃了。已存储的内容仍在。请重新加载页面。",
  "Demonstration model": "演示模型",
  "it has {0} bytes instead of {1}": "它有 {0} 字节而不是 {1} 字节",
  "the server names another version of it": "服务器给出了它的另一个版本",
  "The file on the server is another one than before: {0}. Nothing of it was mixed with what is stored. Start again to get the new one.":
    "服务器上的文件与之前不同：{0}。没有与已存储的内容混合。请重新开始以获取新文件。",
  "The server sent another part of the file than was asked for.":
    "服务器发送的不是所请求的那部分文件。",
  "The file on the server is shorter than before, so it is another one. Start again to get it.":
    "服务器上的文件比之前短，因此是另一个文件。请重新开始以获取它。",
  "The server is busy.": "服务器正忙。",
  "The server answered with an error (HTTP {0}).": "服务器返回了错误（HTTP {0}）。",
  "The server doesn't give this file to everyone (HTTP {0}). Download it by hand, with the login it wants, and import the file here.":
    "服务器不向所有人提供此文件（HTTP {0}）。请用所需的登录手动下载，然后在此导入文件。",
  "There is no such file on the server (HTTP {0}). Check the address.":
    "服务器上没有此文件（HTTP {0}）。请检查地址。",
  "The server refuses to send this file (HTTP {0}). Check the address.":
    "服务器拒绝发送此文件（HTTP {0}）。请检查地址。",
  "What lies at this address is no GGUF model file. Nothing of it was kept. Check the address: it must lead to the file itself, which ends in .gguf.":
    "此地址处不是 GGUF 模型文件。没有保留任何内容。请检查地址：它必须指向以 .gguf 结尾的文件本身。",
  "A web page came instead of the model. A network that wants a login sends one, and so does a wrong address. Nothing of it was kept. Log in to the network or check the address, then go on.":
    "收到的是网页而不是模型。需要登录的网络会发送网页，错误的地址也会。没有保留任何内容。请登录网络或检查地址，然后继续。",
  "This server can't go on in the middle of a file: it sends again what is already here.":
    "此服务器无法从文件中间继续：它会重新发送已有的内容。",
  "{0} came wholly, but it isn't the expected file: its SHA-256 is {1} and not {2}. Which part is wrong can't be told, so it isn't used. Start again.":
    "{0} 已全部收到，但不是预期的文件：其 SHA-256 是 {1} 而不是 {2}。无法判断哪一部分有误，因此不使用它。请重新开始。",
  "{0} is another file on the server than when its download began. Nothing of it was mixed with what is stored. Start again to get the new one.":
    "服务器上的 {0} 与下载开始时不同。没有与已存储的内容混合。请重新开始以获取新文件。",
  "{0} is too short for a model file. Check the model's address.":
    "{0} 对模型文件来说太短。请检查模型的地址。",
  "This device gives other bytes back than were stored. Free some space or restart the browser, then go on.":
    "此设备返回的字节与存储的不同。请腾出空间或重启浏览器，然后继续。",
  "{0} came from a file on a disk and has no address. Import the file again.":
    "{0} 来自磁盘上的文件，没有地址。请再次导入文件。",
  "The browser has no room left for this model. What came is kept. Delete a stored model or free about {0} MB on this device, then go on.":
    "浏览器没有空间存放此模型了。已有的部分会保留。请删除一个已存储的模型，或在此设备上腾出约 {0} MB，然后继续。",
  "The server sent the whole file instead of a part.": "服务器发送了整个文件而不是一部分。",
  "The server sent more than it was asked for.": "服务器发送的内容超过了所请求的。",
  "The connection broke.": "连接中断了。",
  "{0} sends only the whole file, not a part of it. Delete the model and download it again.":
    "{0} 只发送整个文件，不发送其中一部分。请删除模型并重新下载。",
  "The server sent more than the file's length.": "服务器发送的内容超过了文件的长度。",
  "The server of {0} doesn't say how long the file is, so nobody could tell whether it came wholly. Download it by hand and import the file here, or use another address.":
    "{0} 的服务器没有说明文件的长度，因此无法判断是否完整收到。请手动下载后在此导入，或使用其他地址。",
  "The server's {0} is not the expected file: it announces the SHA-256 {1}, not {2}. What came before is kept.":
    "服务器上的 {0} 不是预期的文件：它给出的 SHA-256 是 {1}，而不是 {2}。之前收到的内容会保留。",
  "{0} can't be reached, or doesn't let web pages read this file (CORS).":
    "无法访问 {0}，或它不允许网页读取此文件（CORS）。",
  "{0} doesn't answer.": "{0} 没有响应。",
  "The server fell silent.": "服务器不再发送数据。",
  "There is no network connection. It goes on by itself when there is one.":
    "没有网络连接。连接恢复后会自动继续。",
  "{0} It is tried again in {1} s.": "{0}{1} 秒后重试。",
  "There is no network connection. Connect, then try again.":
    "没有网络连接。请连接网络，然后重试。",
  "{0} It was tried several times. What came is kept; go on later.":
    "{0}已多次尝试。已有的部分会保留；请稍后继续。",
  "The browser doesn't tell how much memory the GPU has. About {0} are needed; where that is missing, loading fails.":
    "浏览器没有说明 GPU 有多少内存。约需 {0}；不足时加载会失败。",
  "The samples share room for {0} tokens. When it is used up, the newest one waits.":
    "样本共享 {0} 个 token 的空间。用完时，最新的样本等待。",
  "Memory limits the length: the longest solutions are cut off.":
    "内存限制了长度：最长的解答会被截断。",
  "The GPU engine can't run it because {0}.": "GPU 引擎无法运行它，原因：{0}。",
  "This package is a {0} model in the format {1}, which the GPU engine doesn't know.":
    "此软件包是格式为 {1} 的 {0} 模型，GPU 引擎不支持。",
  "Choose another package, or the model as a GGUF file.":
    "请选择其他软件包，或该模型的 GGUF 文件。",
  "This package runs on a GPU only, and here {0}.": "此软件包只能在 GPU 上运行，而这里{0}。",
  "This package runs on a GPU only, and it can't here because {0}.":
    "此软件包只能在 GPU 上运行，而这里无法运行，原因：{0}。",
  "Choose the same model as a GGUF file, which also runs on the CPU.":
    "请选择同一模型的 GGUF 文件，它也能在 CPU 上运行。",
  "The browser doesn't tell how much memory there is. The GPU needs about {0} for it; where that is missing, loading fails.":
    "浏览器没有说明有多少内存。GPU 约需 {0}；不足时加载会失败。",
  "The GPU takes only small tensors, so the CPU computes the last layer. That is slower.":
    "GPU 只接受小张量，因此最后一层由 CPU 计算。这样更慢。",
  "This model can't be tested on the GPU because {0}.": "无法在 GPU 上测试此模型，因为{0}。",
  "The test gave figures that can't be right. Try again.": "测试得出的数值不可能正确。请重试。",
  "The test broke off. Reload the page and try again.": "测试中断了。请重新加载页面后再试。",
  "The GPU's memory does not suffice for it.": "GPU 内存不足以运行它。",
  "No GPU can be used: {0}.": "无法使用 GPU：{0}。",
  "The browser doesn't tell how much memory there is: it may not suffice.":
    "浏览器没有说明有多少内存：可能不够。",
  "The CPU draws one sample after the other, and slowly: a long solution can take an hour.":
    "CPU 逐个生成样本，而且很慢：一个长解答可能需要一小时。",
  "It uses one thread only, because this page is not cross-origin isolated.":
    "只使用一个线程，因为此页面没有跨源隔离。",
  "Memory limits how many samples are drawn at a time; the others wait.":
    "内存限制了同时生成的样本数；其他样本等待。",
  "It needs about {0} of memory. Without a GPU a browser gives it 4 GB at most, and here {1}.":
    "它约需 {0} 内存。没有 GPU 时浏览器最多给它 4 GB，而这里{1}。",
  "It needs about {0} of memory, more than this device can spare (about {1}).":
    "它约需 {0} 内存，超过了此设备能提供的（约 {1}）。",
  "Choose a smaller model or one with fewer bits, or use a server of yours.":
    "请选择更小或位数更少的模型，或使用您的服务器。",
  "The server sent no part of the file.": "服务器没有发送文件的任何部分。",
  "The model file is cut off inside its header: the download or copy of it was interrupted. Download or copy it again.":
    "模型文件在文件头处被截断：下载或复制被中断了。请重新下载或复制。",
  "This is a web page, no model file. Check where it came from.":
    "这是网页，不是模型文件。请检查它的来源。",
  "This GGUF file was made for another kind of processor (big-endian). Choose another file.":
    "此 GGUF 文件是为另一种处理器（大端序）制作的。请选择其他文件。",
  "This GGUF file has the format's version {0}, and this app knows versions up to {1}. Update the app, or choose another file.":
    "此 GGUF 文件的格式版本为 {0}，而此应用只支持到版本 {1}。请更新应用，或选择其他文件。",
  "The model file's header is damaged or cut off. Download it again.":
    "模型文件的文件头已损坏或不完整。请重新下载。",
  "it names no architecture": "它没有说明架构",
  "it is of the type “{0}”": "它的类型是“{0}”",
  "This GGUF file holds no language model: {0}. Choose the file with the model's weights.":
    "此 GGUF 文件不包含语言模型：{0}。请选择含有模型权重的文件。",
  "This GGUF file holds no language model that this app knows: its header lacks “{0}.{1}”. Choose another file.":
    "此 GGUF 文件不包含此应用认识的语言模型：其文件头缺少“{0}.{1}”。请选择其他文件。",
  "The file at this address is empty or cut off. Check the address, or ask who runs the server.":
    "此地址处的文件是空的或不完整。请检查地址，或询问服务器的管理者。",
  "{0} does not hold what it should. Check the address, or choose another model.":
    "{0} 的内容不符合要求。请检查地址，或选择其他模型。",
  "This page came over https, so the browser doesn't let it fetch from http addresses. Use an https address, or download the file by hand and import it here.":
    "此页面通过 https 提供，因此浏览器不允许它从 http 地址获取。请使用 https 地址，或手动下载文件后在此导入。",
  "This device is offline. Connect it to the internet, then try again.":
    "此设备处于离线状态。请连接互联网，然后重试。",
  "{0} Check the address and the connection, then try again.": "{0}请检查地址和连接，然后重试。",
  "{0}, licence: {1}": "{0}，许可证：{1}",
  "The repository {0} has no file {1}. Check the address.": "仓库 {0} 没有文件 {1}。请检查地址。",
  "This MLC package is not whole: its list names {0}, and the repository has no such file or another one. Choose another package.":
    "此 MLC 软件包不完整：其列表包含 {0}，而仓库没有该文件或文件不同。请选择其他软件包。",
  "The repository {0}": "仓库 {0} ",
  "{0} holds {1} models. Add one of these names to the address, after {2}/{3}/blob/{4}/ – {5}":
    "{0}包含 {1} 个模型。请在地址中的 {2}/{3}/blob/{4}/ 之后加上其中一个名称 – {5}",
  "{0} holds no GGUF file and no MLC package. Choose another.":
    "{0}既没有 GGUF 文件也没有 MLC 软件包。请另选一个。",
  "There is no model at this address: no MLC package, and a GGUF file's address ends in .gguf. Open the file's own page and copy its download link.":
    "此地址处没有模型：不是 MLC 软件包，而 GGUF 文件的地址以 .gguf 结尾。请打开该文件的页面并复制其下载链接。",
  "no path": "没有路径",
  "This MLC package has no readable list of its weights ({0} or {1}). Choose another.":
    "此 MLC 软件包没有可读的权重列表（{0} 或 {1}）。请另选一个。",
  "This is no address that a model can be fetched from: it must begin with https:// or http://.":
    "这不是可以获取模型的地址：它必须以 https:// 或 http:// 开头。",
  "This address holds a user name or password, and browsers don't fetch such addresses. Download the file by hand and import it here.":
    "此地址含有用户名或密码，浏览器不会获取这样的地址。请手动下载文件后在此导入。",
  "Browsers keep models only for pages that come over https, or from this computer itself (localhost). Open this page at such an address.":
    "浏览器只为通过 https 或来自本机（localhost）的页面保存模型。请在这样的地址打开此页面。",
  "Another tab runs a newer version of this app. Reload this page to go on with it here.":
    "另一个标签页运行着此应用的更新版本。请重新加载此页面以在这里继续使用。",
  "The browser closed the database of models. Reload the page to open it again.":
    "浏览器关闭了模型数据库。请重新加载页面以再次打开它。",
  "The model was deleted while a part of it was being stored.":
    "在存储模型的一部分时，模型被删除了。",
  "The database of models was closed. Open it again.": "模型数据库已关闭。请重新打开。",
  "An older version of this app is open in another tab and holds the stored models. Close or reload the other tabs of this app, then reload this one.":
    "此应用的旧版本在另一个标签页中打开并占用着已存储的模型。请关闭或重新加载此应用的其他标签页，然后重新加载此页。",
  "{0} is not the file it should be: its SHA-256 is {1} and not {2}. Delete the model and get it again.":
    "{0} 不是应有的文件：其 SHA-256 是 {1} 而不是 {2}。请删除模型并重新获取。",
  "Part {0} of {1} of {2} is damaged on this device":
    "此设备上 {2} 的第 {0} 部分（共 {1} 部分）已损坏",
  "and it was made here. Delete the model and convert it again.":
    "它是在这里生成的。请删除模型并重新转换。",
  "and it came from a file. Import the file again: only what is damaged is replaced.":
    "它来自文件。请再次导入文件：只会替换损坏的部分。",
  "{0}, and fetching it again failed. {1}": "{0}，重新获取也失败了。{1}",
  "{0}, and the file at its address is another one now. Delete the model and download it again.":
    "{0}，而其地址处的文件已是另一个。请删除模型并重新下载。",
  "{0} is not wholly on this device. Go on with its download, or import it again.":
    "{0} 不完整地存在于此设备上。请继续下载，或再次导入。",
  "A newer version of this app has already used the stored models. They are left as they are. Reload the page to get the newer version.":
    "此应用的更新版本已使用过存储的模型。它们保持原样。请重新加载页面以获取更新版本。",
  "The browser's database for models can't be used ({0}). Private windows and blocked site data are the usual reasons; else restart the browser.":
    "无法使用浏览器的模型数据库（{0}）。通常的原因是隐私窗口或被禁止的网站数据；否则请重启浏览器。",
  "The browser has no room left for this model. What is stored stays. Delete a stored model or free at least {0} MB on this device, then go on.":
    "浏览器没有空间存放此模型了。已存储的内容会保留。请删除一个已存储的模型，或在此设备上至少腾出 {0} MB，然后继续。",
  "This archive was not made by this app's export. Choose a .gguf file, or an exported model.":
    "此归档不是由此应用导出的。请选择 .gguf 文件或导出的模型。",
  "This archive is damaged: {0} is not where it should be. Export the model again.":
    "此归档已损坏：{0} 不在应有的位置。请重新导出模型。",
  "This archive ends too early, after {0} bytes: the copy of it was interrupted. Copy it again.":
    "此归档在 {0} 字节后过早结束：复制被中断了。请重新复制。",
  "This model is no longer stored on this device.": "此模型已不在此设备上。",
  "{0} has never been verified. Verify the model, then export it.":
    "{0} 从未检查过。请先检查模型，然后导出。",
  "{0} in this archive is damaged: its SHA-256 is wrong. Export or copy it again.":
    "此归档中的 {0} 已损坏：SHA-256 不正确。请重新导出或复制。",
  "The file changed while it was read. Wait until it is whole, then import it again.":
    "文件在读取时发生了变化。请等它完整后再次导入。",
  "This file is one of {0} parts of a model. Join them with llama-gguf-split --merge, then import the result.":
    "此文件是模型 {0} 个部分之一。请用 llama-gguf-split --merge 合并，然后导入结果。",
  "The file is cut off: it has {0} of {1}. Its download or copy was interrupted. Download or copy it again.":
    "文件不完整：只有 {1} 中的 {0}。下载或复制被中断了。请重新下载或复制。",
  "The file could not be read to its end: it was changed, moved or removed meanwhile, or the device it lies on. Choose it again.":
    "无法将文件读完：文件或其所在的设备在此期间被更改、移动或移除了。请重新选择。",
  "The tab that worked on this model was closed. Go on with it here.":
    "处理此模型的标签页已关闭。请在这里继续。",
  "This model is not stored here any more.": "此模型已不在这里存储。",
  "{0} Converted in this browser.": "{0}在此浏览器中转换。",
  "This model came from a file and has no address to download it from. Import the file again.":
    "此模型来自文件，没有可供下载的地址。请再次导入文件。",
  "Something went wrong that the app doesn't know ({0}). Reload the page and try again.":
    "出现了应用不认识的问题（{0}）。请重新加载页面后重试。",
  "its file doesn't tell the epsilon of its norms": "其文件没有给出归一化的 epsilon",
  "The smallest OpenMath model in 4 bits: the shortest download, and the least memory. Choose it where the 8-bit one doesn't fit.":
    "4 位的最小 OpenMath 模型：下载最短，内存最少。8 位模型放不下时选它。",
  "The larger OpenMath model in 8 bits: as accurate as it was published, for a GPU with 12 GB of memory or more.":
    "8 位的较大 OpenMath 模型：准确率与公布的一致，适合内存 12 GB 及以上的 GPU。",
  "its weights are stored in a way that our GPU engine doesn't read ({0})":
    "其权重的存储方式是我们的 GPU 引擎无法读取的（{0}）",
};
