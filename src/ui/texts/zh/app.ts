import type { Texts } from "../texts";

export const app: Texts["app"] = {
  name: "Math Solver",
  tagline: "在您自己的设备上推理并运行 Python 的语言模型。",
  language: "语言",
  run: "运行",
  places: { solve: "求解", history: "历史记录", packages: "Python", storage: "存储" },
  loading: "正在加载…",
  dropModel: "在此放下 GGUF 模型文件",
  dropWheels: "在此放下 wheel 文件 (.whl)",
  dropRuns: "在此放下导出的运行文件",
};
