import type { MessageTable } from "../translate-message";

/** What is said of runs: requests, stopping, comparing. */
export const solver: MessageTable = {
  "This model file names neither a model that is known here nor a chat template. It is asked as an OpenMath model is; if it is another one, its answers may be poor.":
    "此模型文件既没有指明这里认识的模型，也没有聊天模板。将按 OpenMath 模型的方式提问；如果是其他模型，答案可能较差。",
  "This model is asked in its own form, Python included (TIR). It was not trained to compare answers (GenSelect): that is off until you switch it on.":
    "此模型按其自己的形式提问，包括 Python（TIR）。它没有经过比较答案（GenSelect）的训练：在您打开之前该功能处于关闭状态。",
  "This model is asked by its own chat template.": "此模型使用自己的聊天模板提问。",
  "This model's chat template can't be used ({0}). It is asked in ChatML, which may not suit it.":
    "无法使用此模型的聊天模板（{0}）。将以 ChatML 提问，可能不适合它。",
  "{0} Using Python while it reasons (TIR) and comparing answers (GenSelect) were not trained into it for this app: both are off until you switch them on, and may do more harm than good.":
    "{0}它没有为此应用训练过在推理时使用 Python（TIR）和比较答案（GenSelect）：在您打开之前两者都处于关闭状态，打开可能弊大于利。",
  "All candidates agree: there is nothing to compare.": "所有候选都一致：没有可比较的。",
  "The solutions are too long for the model to compare two.": "解答太长，模型无法比较两份。",
  "The comparisons were stopped.": "比较已停止。",
  "Fewer than half of the comparisons came to a valid verdict.":
    "只有不到一半的比较得出有效的裁决。",
  "The selection rule must be one of {0}, not “{1}”.": "选择规则必须是 {0} 之一，而不是“{1}”。",
  "No comparison came to a valid verdict.": "没有任何比较得出有效的裁决。",
  "Math-Verify was closed.": "Math-Verify 已关闭。",
  'Answers that are written in different ways can\'t be compared, because Math-Verify could not be loaded. To have it, run "npm run setup" with a network where this app is built, then reload the page. ({0})':
    "写法不同的答案无法比较，因为无法加载用来比较答案的程序。请检查网络连接，然后重新加载页面。（{0}）",
  'Answers with units can\'t be compared, because Pint could not be loaded. To have it, run "npm run setup" with a network where this app is built, then reload the page. ({0})':
    "带单位的答案无法比较，因为无法加载用来比较答案的程序。请检查网络连接，然后重新加载页面。（{0}）",
  "The problem is empty. Write a problem first.": "题目是空的。请先输入题目。",
  "The number of samples": "样本数",
  "The share of samples with Python": "使用 Python 的样本比例",
  "The temperature": "温度",
  "The seed": "随机种子",
  "The token limit of a sample": "每个样本的 token 上限",
  "The tokens for a forced answer": "强制作答的 token 数",
  "The length of a Python call's output": "Python 调用的输出长度",
  "The number of Python calls": "Python 调用次数",
  "The number of comparisons": "比较次数",
  "The token limit of a comparison": "每次比较的 token 上限",
  "The time limit of a Python call": "Python 调用的时间上限",
  "The run's time budget in seconds": "运行的时间预算（秒）",
  "The budgets contradict each other: one Python call may take {0} seconds, but the whole run only {1}. Give the run more time, or a call less.":
    "预算互相矛盾：一次 Python 调用可用 {0} 秒，而整次运行只有 {1} 秒。请给运行更多时间，或给调用更少时间。",
  "The run's token budget": "运行的 token 预算",
  "The budgets contradict each other: one sample may write {0} tokens, but the whole run only {1}. Give the run more tokens, or a sample fewer.":
    "预算互相矛盾：一个样本可写 {0} 个 token，而整次运行只有 {1} 个。请给运行更多 token，或给样本更少。",
  "{0} must be a whole number {1}, not {2}.": "{0}必须是{1}的整数，而不是 {2}。",
  "{0} must be a number {1}, not {2}.": "{0}必须是{1}的数，而不是 {2}。",
  "from {0}": "不小于 {0} ",
  "from {0} to {1}": " {0} 到 {1} ",
  "You stopped the run.": "您停止了运行。",
  "All samples have ended.": "所有样本都已结束。",
  "The engine ended a generation without saying why. This is a fault of the app.":
    "引擎没有说明原因就结束了生成。这是应用的错误。",
  "The leading answer is the majority with a probability of {0}.": "领先的答案占多数的概率为 {0}。",
  "{0} of at most {1} samples agree.": "最多 {1} 个样本中有 {0} 个一致。",
  "The run's {0} seconds are over.": "运行的 {0} 秒已用完。",
  "The run's {0} tokens are written.": "运行的 {0} 个 token 已写完。",
  "The samples still to come can't change the winner.": "剩余的样本已无法改变胜者。",
};
