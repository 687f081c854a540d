import type { Texts } from "../texts";
import { format } from "./format";

const samples = (n: number) => `${format.count(n)} 个样本`;
const basis = (n: number) => `根据此模型之前的 ${format.count(n)} 次运行`;

export const solve: Texts["solve"] = {
  problem: "题目",
  placeholder: "请输入一道数学题。也可以使用 LaTeX，例如 $x^2 = 2$。",
  missing: "请先输入题目，或选择一个示例。",
  tooLong: (characters, over, max) =>
    `共 ${format.count(characters)} 个字符，比可求解的 ${format.count(max)} 个多 ${format.count(over)} 个。内容没有被截断。请缩短题目，然后按“求解”。`,
  replaced: "您输入的内容已被替换。",
  bringBack: "恢复我的内容",
  preview: "题目预览",
  solve: "求解",
  stop: "停止",
  stopping: "正在停止…",
  effort: {
    legend: "投入程度",
    quick: "快速",
    normal: "普通",
    hard: "深入",
    hints: {
      quick: (n) => `${samples(n)}，长度最多为一半。`,
      normal: (n) => `${samples(n)}。`,
      hard: (n) => `${samples(n)}，直到投票结果确定为止。`,
    },
  },
  estimate: {
    loading: "模型加载完成后会显示所需时间。",
    about: (time, n) => `在此设备上大约 ${time}（${basis(n)}）。`,
    range: (low, high, n) => `在此设备上大约 ${low} 到 ${high}（${basis(n)}）。`,
    unknown: "所需时间尚不清楚：此模型还没有在此设备上解过题。",
    published: (tokens) =>
      `在此设备上所需的时间尚不清楚。据公开资料，一道竞赛题每个样本大约需要 ${format.count(tokens)} 个 token。`,
    tested: (time) => `根据此设备的测试，一道竞赛题大约需要 ${time}。`,
  },
  mode: {
    legend: "求解方式",
    tir: "使用 Python",
    cot: "仅推理",
    mix: "混合",
    pythonAway: "Python 目前没有运行。求解时会再次启动它；如果仍然失败，运行会说明。",
    demoNeedsPython: "演示模型几乎处处需要 Python：否则得不到答案，或得到错误的答案。",
    notTrained: "此模型没有接受过在推理中使用 Python 的训练。仅推理可能效果更好。",
    mixOfOne: "混合方式下只有一个样本时仅做推理。增加样本数才会用到 Python。",
    everyOther: "每两个样本中有一个可以使用 Python。",
    demoWithout: "没有 Python，演示模型能做的很少。",
  },
  samples: "样本数",
  genselect: "比较答案（GenSelect）",
  more: "更多",
  set: (count) => `已设置 ${count} 项`,
  seed: {
    label: "随机种子",
    placeholder: "自动",
    hint: "相同的种子会得到相同的样本。",
  },
  seconds: {
    label: "本次运行的时间预算（秒）",
    placeholder: "无",
    hint: "用完后由已有的票数决定。",
  },
  tokens: {
    label: "本次运行的 token 预算",
    placeholder: "无",
    hint: "所有样本和比较合计。",
  },
  sampleTokens: {
    label: "单个样本的 token 数",
    placeholder: "模型的上限",
    hint: "达到上限时会要求样本给出答案。",
  },
  temperature: {
    label: "温度",
    hint: "0 总是选取最可能的 token；数值越高，样本越多样。",
  },
  topP: {
    label: "Top-p",
    hint: "只在累计概率达到此值的最可能的 token 中选取。",
  },
  stopRule: {
    label: "持续采样直到",
    automatic: "由投入程度决定",
    likely: "领先答案有 95 % 的把握是多数",
    decided: "其余样本无法改变胜者",
    "agree-2": "2 个样本一致",
    "agree-3": "3 个样本一致",
    "agree-4": "4 个样本一致",
    all: "全部结束",
    hint: "届时仍在运行的样本会被结束。样本越少，用时越短。",
  },
  voting: {
    label: "计票方式",
    automatic: "由页面按模型选择",
    rules: {
      majority: "每票相同",
      weighted: "按模型的置信度",
      deepconf: "按置信度，去掉最没有把握的十分之一（DeepConf）",
      "deepconf-low": "只计最有把握的十分之一（DeepConf）",
      borda: "按自我确信度的排名（Borda）",
    },
    hint: "比较答案时，投票作为后备。DeepConf 会提前结束模型过于没有把握的样本。",
  },
  link: {
    settings: "带有设置的链接不会自动开始。请查看设置，然后按“求解”。",
    otherModel: "只有使用演示模型时链接才会自动开始。请按“求解”。",
  },
  examples: {
    title: "示例",
    primes: "数素数",
    equations: "两个方程",
    dice: "两个骰子",
    triangle: "三角形的面积",
  },
  python: {
    unavailable: "Python 不可用。",
    why: "它没有启动：可能是文件无法加载，或此设备非常繁忙。",
    consequence: "请检查网络连接，然后重试。在此之前，需要 Python 的样本会失败。",
    retry: "重试",
    without: "仅靠推理求解",
  },
  tryIt: {
    open: "试一试",
    code: "您的代码",
    run: "运行",
    stop: "停止",
    reset: "还原",
    close: "关闭",
    hint: "在样本此处状态的副本中运行。样本所写的内容不变。运行：Ctrl+Enter。",
    hintAfter: (blocks) =>
      `在样本此处状态的副本中运行，该状态由之前的 ${blocks} 个代码块生成。样本所写的内容不变。运行：Ctrl+Enter。`,
    starting: "正在启动…",
    restoring: (block, blocks) => `正在恢复状态，第 ${block} 个代码块，共 ${blocks} 个…`,
    running: "正在运行…",
    stopped: "已停止",
    failed: "未运行",
    completed: (time) => `完成，用时 ${time}`,
    raised: (time) => `出错结束，用时 ${time}`,
    timedOut: (time) => `超时，用时 ${time}`,
    lost: (block) => `第 ${block} 个代码块这次没有正常运行完，因此状态可能与样本的不同。`,
  },
};
