import type { Texts } from "../texts";
import { format } from "./format";

const { count, rate, share, size } = format;

const samples = (n: number) => `${count(n)} 个样本`;
const figure = (value: number) => value.toLocaleString(format.locale);

function about(seconds: number): string {
  if (seconds < 50) return "不到一分钟";
  const minutes = Math.round(seconds / 60);
  if (minutes <= 1) return "约一分钟";
  if (minutes < 90) return `约 ${minutes} 分钟`;
  return `约 ${figure(Math.round(seconds / 1800) / 2)} 小时`;
}

export const models: Texts["models"] = {
  about,
  reload: "重新加载此页面",
  failed: (detail) => `此页面出了问题（${detail}）。请重新加载页面后再试。`,
  noStore: "目前无法在这里存储模型。",
  looking: "正在查看已存储的内容…",
  states: {
    downloading: "正在下载",
    downloadingElsewhere: "另一个标签页正在下载",
    verifying: "正在检查",
    verifyingElsewhere: "另一个标签页正在检查",
    importing: "正在复制",
    importingElsewhere: "另一个标签页正在复制",
    exporting: "正在导出",
    converting: "正在转换",
    convertingElsewhere: "另一个标签页正在转换",
    stopped: (amount) => `已停止${amount}`,
    paused: (amount) => `已暂停${amount}`,
    absent: "不在此设备上",
    incomplete: "不完整",
    inUse: "使用中",
    loading: "正在加载",
    stored: "已存储",
    amountStored: (bytes) => `，已存储 ${size(bytes)}`,
    amountOf: (stored, total) => `（${share(stored, total)}）`,
    of: (title, state) => `${title}：${state}。`,
    label: (state, title) => `${state}：${title}`,
  },
  activity: {
    amount: (done, total) => `${size(done)} / ${size(total)}（${share(done, total)}）`,
    speed: (bytesPerSecond) => `${size(bytesPerSecond)}/秒`,
    left: (seconds) => `还剩${about(seconds)}`,
  },
  actions: {
    download: "下载…",
    pause: "暂停",
    goOn: "继续",
    use: "使用",
    useIt: "使用",
    later: "以后",
    cancel: "取消",
    cancelDownload: "取消…",
    delete: "删除…",
    tryAgain: "重试",
    startAgain: "重新开始",
    stop: "停止",
    close: "关闭",
  },
  arrived: (title) => <>{title} 已下载完毕，并已全部检查。</>,
  stoppedHint: "点击“更改”查看原因。",
  moreNeeded: (bytes) => <>还需要 {bytes} 可用空间。</>,
  makeRoom: {
    none: "这里没有存储其他模型。请在此设备的磁盘上腾出空间，或选择更小的模型。",
    title: "您可以删除：",
    incomplete: "，不完整",
  },
  deleting: {
    partial: "删除已下载的部分？",
    whole: "删除此模型？",
    cancelAndDelete: "取消并删除",
    delete: "删除",
    keep: "保留",
    what: (title, bytes, again) => (
      <>
        {title}：将从此浏览器中删除 {size(bytes)}。
        {again ? "您可以重新下载。" : "它来自文件：没有那个文件就无法恢复。"}
      </>
    ),
  },
  download: {
    title: (title) => `下载 ${title}`,
    missing: (bytes) => `还需要 ${size(bytes)} 可用空间。`,
    missingHint: "空间用完时下载会停止，并保留已下载的部分。",
    size: "大小",
    sizeUnknown: "服务器没有提供。",
    approximately: (bytes) => `约 ${size(bytes)}`,
    free: "可用空间",
    enough: "：足够",
    time: "时间",
    takes: (seconds, megabits) => `以 ${figure(megabits)} Mbit/s 计算约需${guess(seconds)}。`,
    meanwhile: "下载期间可以用其他模型求解，也可以暂停，重新加载后继续。",
    device: "此设备",
    deviceUnknown: "尚不清楚。",
    from: "来源",
    nothingSent: "不会向那里发送您的任何内容。",
    notBefore: "在您点击之前不会联系它。",
    licence: "许可证",
    licenceUnknown: "未知：请查看该地址所在的页面。",
    afterwards: "之后",
    stays: "它保存在此浏览器中，可离线使用，并可随时删除。",
    willAsk: "点击后会请求浏览器即使在磁盘将满时也保留它。",
    notNow: "暂不",
    start: "下载",
    startSize: (bytes) => `下载 ${size(bytes)}`,
  },
  space: {
    unknown: "此浏览器没有提供",
    free: (bytes) => `${size(bytes)}（浏览器估计）`,
    freeIs: (free) => `可用空间：${free}。`,
    kept: "浏览器已承诺保留这里存储的内容，直到您删除为止。",
    notPromised:
      "浏览器没有承诺保留这里存储的内容：磁盘将满时可能会删除。将此页面加入书签或安装后，它更可能作出承诺。",
    notSaid: "此浏览器没有说明磁盘将满时是否保留这里存储的内容。",
  },
  fit: {
    onGpu: (n, tokens, bytes) =>
      `可在此设备的 GPU 上运行：同时 ${samples(n)}，${n === 1 ? "" : "每个"}最多 ${count(tokens)} 个 token。占用 ${size(bytes)} GPU 内存。`,
    on: (where, n, tokens, bytes) =>
      `可在此设备的 ${where} 上运行：同时 ${samples(n)}，${n === 1 ? "" : "每个 "}${count(tokens)} 个 token。需要 ${size(bytes)} 内存。`,
    cannotRun: "无法在此运行",
    tooLarge: "对此设备来说太大",
    notEight: "8 位模型不适合此设备；这个适合。",
    eight:
      "8 位能保持公布的准确率。在获胜者自己的表格中，4 位会使投票准确率降低 6 到 10 个百分点。",
    together: "GPU 能同时生成它的许多样本。",
  },
  speed: {
    test: "测试此设备",
    again: "重新测试",
    hint: "看看这个模型在此设备上有多快，无需下载任何内容。",
    running: (title) => `正在为 ${title} 测试此设备。`,
    done: (part) => `正在测试此设备… ${share(part, 1)}`,
    takes: (seconds) => `已在此设备上测试：一道典型的竞赛题需要${about(seconds)}。`,
    one: "一个样本",
    together: (n) => `同时 ${samples(n)}`,
    prompt: "读题",
    problem: "一道竞赛题",
    of: (n, tokens) => `（${samples(n)}，每个 ${count(tokens)} 个 token）`,
    rate: (tokens) => `每秒 ${rate(tokens)} 个 token`,
  },
  accuracy: {
    summary: (benchmark, one, best) =>
      `在 ${benchmark} 的竞赛题中，用一个样本能解出 ${one}%，用 64 个样本投票能解出 ${best}%。`,
    source: (title) => `来源：${title}`,
    caption: "解出的题目（百分比）",
    contest: "竞赛",
    one: { cot: "1 个样本，推理", tir: "1 个样本，Python" },
    many: { cot: "64 个投票，推理", tir: "64 个投票，Python" },
    genselect: "GenSelect",
    number: figure,
  },
  settings: ({ temperature, topP, one, mix, manyFrom, tokens }) =>
    `温度 ${temperature}，top-p ${topP}。` +
    `一个样本：${one === "cot" ? "仅推理" : "Python"}；` +
    `${manyFrom} 个及以上：${mix ? "Python 或混合" : "Python"}。` +
    `解题过程最长可达 ${count(tokens)} 个 token。`,
  memory: {
    caption: "所需内存（按每个样本的 token 数）",
    atOnce: "同时",
    row: (where, n) => `${where}，${samples(n)}`,
    tooMuch: "过多",
  },
  card: {
    recommended: "推荐",
    licenceUnknown: "许可证未知",
    from: (hosts) => `来自 ${hosts}`,
    fromFile: "来自文件",
    more: "更多信息",
  },
  file: {
    useOnce: "使用一次",
    useOnceHint: "从您的磁盘读取，不复制；关闭此页面后即被遗忘。",
    keep: "保存在此浏览器中",
    keepHint: "将其复制到此浏览器的存储中，供下次和离线时使用。",
    copying: "正在复制并检查文件…",
    copyingLabel: "正在复制文件",
    kept: (title) => <>{title} 已保存在此浏览器中。</>,
    wasThere: (title) => <>{title} 此前已保存在此浏览器中。已与文件核对；没有重复存储任何内容。</>,
  },
  convert: {
    title: "为 GPU 引擎转换",
    action: "转换",
    stored: (title) => <>{title} 已存储在这里，可以像其他模型一样选择。</>,
    looking: "正在查看模型…",
    copyHint: "会在此浏览器中存储一份副本；模型本身保持不变。",
    converting: "正在转换模型…",
    convertingLabel: "正在转换模型",
    weights: (title) => `副本中 ${title} 的权重`,
    fourHint: "4 位会损失一些准确率；8 位与原版一样好。",
    formats: {
      q8f16_1: "8 位",
      q8f32_1: "8 位，缩放系数 32 位",
      q4f16_1: "4 位",
      q4f32_1: "4 位，缩放系数 32 位",
      q0f16: "16 位",
      q0f32: "32 位",
    },
    format: (name, bytes) => `${name}：${size(bytes)}`,
    name: "模型名称，例如 OpenMath-Nemotron-1.5B",
    nameHint: "应用据此得知该如何向模型提问。GGUF 文件自带这些信息。",
    files: "要转换的模型文件",
    unnamed: "转换后的模型",
  },
  hashes: (n) => (n === 1 ? "文件的哈希值" : `${count(n)} 个文件的哈希值`),
};

function guess(seconds: number): string {
  if (seconds < 50) return ` ${Math.max(5, Math.round(seconds / 5) * 5)} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return ` ${Math.max(1, minutes)} 分钟`;
  return ` ${figure(Math.round(seconds / 1800) / 2)} 小时`;
}
