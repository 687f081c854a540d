import type { Texts } from "../texts";

export const app: Texts["app"] = {
  name: "Math Solver",
  tagline: "在您自己的设备上推理并运行 Python 的语言模型。",
  language: "语言",
};
