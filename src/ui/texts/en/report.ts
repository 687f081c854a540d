/** A run as a document: Markdown, LaTeX, notebook. */
export const report = {
  problem: "Problem",
  answer: "Answer",
  noAnswer: "No answer.",
  votes: "Votes",
  samples: "Samples",
  comparisons: "Comparisons (GenSelect)",
  solution: (place: number, answer: string) => `solution ${place}: ${answer}`,
  best: (place: number) => `solution ${place} is the best`,
  noVerdict: "no valid verdict",
  sample: (number: number, state: string) => `Sample ${number} (${state})`,
  notRun: "This code was not run to its end.",
  printedNothing: "It printed nothing.",
  beforeRunAll:
    "Read the code before you choose “Run all”. A model wrote it, and in Jupyter it may do all that you may: read, change and delete your files.",
  output: "Output",
  figure: (words: string) => `[Figure: ${words}]`,
  on: (model: string, device: string) => `${model} on ${device}`,
  tokensIn: (tokens: string, time: string) => `${tokens} in ${time}`,
  cutOff: "This run was cut off before it had ended.",
  failed: (failure: string) => `This run ended with an error: ${failure}`,
};
