import "../../ui/styles/base.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ErrorBoundary } from "../../ui/error-boundary";
import { chooseLanguage } from "../../ui/texts/language";
import { loadTexts } from "../../ui/texts/load-texts";
import type { Texts } from "../../ui/texts/texts";
import { TextsProvider } from "../../ui/texts/use-texts";
import type { HostMessage } from "../protocol/host-messages";
import { limits } from "../protocol/limits";
import type { WidgetOptions } from "../protocol/options";
import { applyTheme } from "./apply-theme";
import type { FrameLink } from "./frame-link";
import { stateOf, tellHost } from "./tell-host";
import { createWidget, type Widget } from "./widget-store";
import { WidgetView } from "./widget-view";

/**
 * Starts the framed app.
 * @param options null: they come by the link, which is told when it may send them
 */
export async function startWidget(options: WidgetOptions | null, link: FrameLink): Promise<void> {
  const element = document.getElementById("root");
  if (!element) throw new Error("embed.html has no element with the id root.");
  const root = createRoot(element);
  let texts: Texts = await loadTexts("en");
  let widget: Widget | null = null;
  let shown: WidgetOptions | null = null;
  let last: Promise<void> = Promise.resolve();

  async function configure(next: WidgetOptions): Promise<void> {
    const tags = next.lang === null ? navigator.languages : [next.lang];
    texts = await loadTexts(chooseLanguage(tags)).catch(() => texts);
    const begun = !widget;
    widget ??= begin(next);
    applyTheme(next.theme);
    if (begun || shown?.lang !== next.lang) show(widget);
    shown = next;
    widget.configure(next);
    if (begun) link.send({ kind: "ready", model: widget.getState().model.title });
  }

  function begin(first: WidgetOptions): Widget {
    const made = createWidget({ first, send: link.send, texts: () => texts });
    tellHost(made, link, () => texts);
    tellHeight(element, link);
    return made;
  }

  function show(what: Widget): void {
    root.render(
      <StrictMode>
        <TextsProvider key={texts.language} initial={texts}>
          <ErrorBoundary>
            <WidgetView widget={what} />
          </ErrorBoundary>
        </TextsProvider>
      </StrictMode>,
    );
  }

  async function hear(message: HostMessage): Promise<void> {
    if (message.kind === "configure") return configure(message.options);
    // Before its options a widget is nothing that could be asked for anything.
    if (!widget) return;
    switch (message.kind) {
      case "solve":
        return widget.solve();
      case "stop":
        return widget.stop();
      case "check": {
        const { id, answer, expected } = message;
        // Not in order: a run, and Stop, need not wait for the judge.
        void widget
          .check(answer, expected)
          .then((result) => link.send({ kind: "checked", id, result }));
        return;
      }
      case "get-state":
        return link.send({ kind: "state", id: message.id, state: stateOf(widget) });
      case "set-state":
        return widget.restore(message.state);
    }
  }

  if (options) await configure(options);
  // In order, although a language must be fetched first.
  link.start((message) => {
    last = last.then(() => hear(message));
  });
}

/** The page around makes the frame as high as what is in it. */
function tellHeight(element: HTMLElement | null, link: FrameLink): void {
  if (!element) return;
  let told = 0;
  new ResizeObserver(() => {
    const height = Math.min(limits.height, Math.ceil(element.getBoundingClientRect().height));
    if (height === told || height === 0) return;
    told = height;
    link.send({ kind: "resize", height });
  }).observe(element);
}
