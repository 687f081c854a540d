interface Words {
  /** The frame's title, for screen readers. */
  readonly title: string;
  readonly loading: string;
  readonly unreachable: string;
}

const en: Words = {
  title: "Math solver",
  loading: "The math solver is loading…",
  unreachable:
    "The math solver does not answer. Look whether its address is right and your network works, then reload the page.",
};

/** What the element says itself; the frame has its own texts. */
const words: Readonly<Record<string, Words>> = {
  en,
  de: {
    title: "Mathe-Löser",
    loading: "Der Mathe-Löser wird geladen …",
    unreachable:
      "Der Mathe-Löser antwortet nicht. Prüfen Sie seine Adresse und Ihr Netz und laden Sie die Seite neu.",
  },
  zh: {
    title: "数学求解器",
    loading: "正在加载数学求解器……",
    unreachable: "数学求解器没有响应。请检查其地址和网络，然后重新加载页面。",
  },
};

export function wordsOf(lang: string | null): Words {
  const tag = lang ?? (typeof navigator === "undefined" ? "en" : navigator.language);
  return words[tag.toLowerCase().split("-")[0] ?? ""] ?? en;
}
