/** A picture of a solved problem. */
export interface Picture {
  readonly file: string;
  /** Of the window, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the picture for one of these. */
  readonly scale: number;
  /** All of the page, however long it is. */
  readonly whole: boolean;
}

export const pictures: readonly Picture[] = [
  { file: "docs/solved.png", width: 853, height: 900, scale: 1.5, whole: true },
  // As public/manifest.webmanifest names them.
  { file: "public/screenshots/wide.png", width: 1280, height: 880, scale: 1, whole: false },
  { file: "public/screenshots/narrow.png", width: 360, height: 720, scale: 2, whole: false },
];
