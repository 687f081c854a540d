/** The model that comes with the app: small, trained by this project, no OpenMath model. */
export const demoModel = {
  name: "Demonstration model",
  /** Beside the page, wherever the app is hosted. */
  url: `${import.meta.env.BASE_URL}models/demo.gguf`,
} as const;
