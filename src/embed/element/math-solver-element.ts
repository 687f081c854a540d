import * as v from "valibot";
import type { CheckResult } from "../protocol/check";
import type { FrameMessage } from "../protocol/frame-messages";
import type { HostMessage } from "../protocol/host-messages";
import { limits } from "../protocol/limits";
import { stateSchema, type WidgetAnswer, type WidgetState } from "../protocol/state";
import { framedPage, optionNames, type RevealRule, readAttributes, readLang } from "./attributes";
import { type Connection, connect } from "./connection";
import type {
  Given,
  MathSolverElement,
  SolverCheck,
  SolverControls,
  SolverError,
  SolverEventMap,
  SolverMode,
  SolverReveal,
  SolverTheme,
} from "./math-solver";
import { whenNear } from "./near-viewport";
import { elementStyle } from "./style";
import { wordsOf } from "./words";

/** A frame that has not answered by then has failed to load; a slow network gets its time. */
const patienceMs = 30_000;

const properties = [
  ...["problem", "model", "samples", "mode", "theme", "readonly", "controls", "autorun", "src"],
  ...["expected", "reveal", "maxAttempts", "appLink"],
] as const;

let sheet: CSSStyleSheet | undefined;

/** A server that renders a page has no elements, and imports the module all the same. */
const Base =
  "HTMLElement" in globalThis ? HTMLElement : (class {} as unknown as typeof HTMLElement);

/**
 * What this page lends the frame: threads where it has them, the button that copies an answer, the full
 * app's models, and a solver in the visitor's own network.
 */
const allowed = "cross-origin-isolated; clipboard-write; storage-access; local-network-access";

interface Check {
  readonly message: HostMessage & { kind: "check" };
  readonly result: PromiseWithResolvers<CheckResult>;
}

/** The solver of another site, in a frame. It holds nothing but what the frame needs to begin again. */
export class MathSolver extends Base implements MathSolverElement {
  static readonly observedAttributes: readonly string[] = [...optionNames, "src"];
  /** Where the script lies: the solver is beside it. */
  static home = "";

  readonly #box = document.createElement("div");
  readonly #status = document.createElement("p");
  #frame: HTMLIFrameElement | null = null;
  #connection: Connection | null = null;
  #welcomed = false;
  #unwatch = () => {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #configuring = false;
  /** What the frame told last; a frame that begins anew gets it. */
  #state: WidgetState | null = null;
  #solving: PromiseWithResolvers<WidgetAnswer> | null = null;
  readonly #questions = new Map<number, (state: WidgetState) => void>();
  /** What is being compared; a frame that begins anew is asked again. */
  readonly #checks = new Map<number, Check>();
  #attempts = 0;
  #isSolved = false;
  #lastQuestion = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    sheet ??= elementStyle();
    root.adoptedStyleSheets = [sheet];
    this.#box.className = "box";
    this.#box.part.add("box");
    const placeholder = document.createElement("div");
    placeholder.className = "placeholder";
    placeholder.part.add("placeholder");
    // What the page wrote inside is shown until the solver is there, and where there is none.
    placeholder.append(document.createElement("slot"));
    this.#status.className = "status";
    this.#status.part.add("status");
    this.#status.setAttribute("role", "status");
    this.#box.append(placeholder, this.#status);
    root.append(this.#box);
  }

  connectedCallback(): void {
    this.#takeOwnProperties();
    // A move is a removal and an addition: the frame that there was is gone by then.
    if (this.#solving) this.#load();
    else this.#unwatch = whenNear(this, () => this.#load());
  }

  disconnectedCallback(): void {
    this.#unwatch();
    this.#unload();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === "src") {
      if (!this.#frame) return;
      this.#unload();
      this.#load();
    } else {
      if (name === "problem") {
        this.#state = null;
        this.#attempts = 0;
        this.#isSolved = false;
      }
      this.#configureSoon();
    }
  }

  get problem(): string {
    return this.getAttribute("problem") ?? "";
  }
  set problem(value: Given<string>) {
    this.#reflect("problem", value);
  }
  get model(): string {
    return this.#options().model;
  }
  set model(value: Given<string>) {
    this.#reflect("model", value);
  }
  get samples(): number | null {
    return this.#options().samples;
  }
  set samples(value: Given<number>) {
    this.#reflect("samples", value);
  }
  get mode(): SolverMode | null {
    return this.#options().mode;
  }
  set mode(value: Given<SolverMode>) {
    this.#reflect("mode", value);
  }
  get theme(): SolverTheme {
    return this.#options().theme;
  }
  set theme(value: Given<SolverTheme>) {
    this.#reflect("theme", value);
  }
  get readonly(): boolean {
    return this.#options().readonly;
  }
  set readonly(value: Given<boolean>) {
    this.toggleAttribute("readonly", value ?? false);
  }
  get controls(): SolverControls {
    return this.#options().controls;
  }
  set controls(value: Given<SolverControls>) {
    this.#reflect("controls", value);
  }
  get expected(): string | null {
    return this.getAttribute("expected");
  }
  set expected(value: Given<string>) {
    this.#reflect("expected", value);
  }
  get reveal(): SolverReveal {
    return this.#read().rule.reveal;
  }
  set reveal(value: Given<SolverReveal>) {
    this.#reflect("reveal", value);
  }
  get maxAttempts(): number {
    return this.#read().rule.maxAttempts;
  }
  set maxAttempts(value: Given<number>) {
    this.#reflect("max-attempts", value);
  }
  get appLink(): "none" | null {
    return this.#options().applink ? null : "none";
  }
  set appLink(value: Given<"none">) {
    this.#reflect("app-link", value);
  }
  get src(): string {
    return this.getAttribute("src") ?? MathSolver.home;
  }
  set src(value: Given<string>) {
    this.#reflect("src", value);
  }
  get autorun(): boolean {
    return this.#options().autorun;
  }
  set autorun(value: Given<boolean>) {
    this.toggleAttribute("autorun", value ?? false);
  }

  solve(problem?: string): Promise<WidgetAnswer> {
    if (problem !== undefined) this.problem = problem;
    this.#solving?.reject(named("stopped", "Another run was begun."));
    const solving = Promise.withResolvers<WidgetAnswer>();
    // The events tell it too: who does not look at the promise need not catch it.
    solving.promise.catch(() => {});
    this.#solving = solving;
    this.#configure();
    if (this.#welcomed) this.#send({ kind: "solve" });
    else this.#load();
    return solving.promise;
  }

  stop(): void {
    if (this.#welcomed) this.#send({ kind: "stop" });
    else this.#fail("stopped", "Stopped before it began.");
  }

  async check(answer: string, expected?: string): Promise<SolverCheck> {
    const wanted = expected ?? this.getAttribute("expected") ?? (await this.#ownAnswer());
    this.#attempts += 1;
    const attempts = this.#attempts;
    const isComparable = wanted !== null && Math.max(answer.length, wanted.length) <= limits.answer;
    const result = isComparable ? await this.#compare(answer, wanted) : unknown;
    const check = { answer, ...result, attempts };
    if (result.correct) this.#isSolved = true;
    this.#configureSoon();
    this.#tell("solver-check", check);
    return check;
  }

  async getState(): Promise<WidgetState> {
    if (!this.#welcomed) return this.#state ?? this.#stateOfAttributes();
    const id = ++this.#lastQuestion;
    return new Promise((resolve) => {
      this.#questions.set(id, resolve);
      this.#send({ kind: "get-state", id });
    });
  }

  setState(state: WidgetState): void {
    const { success, output } = v.safeParse(stateSchema, state);
    if (!success) throw new TypeError("This is no state that getState() gave.");
    this.#state = output;
    if (this.#welcomed) this.#send({ kind: "set-state", state: output });
  }

  /** The solver's own; it solves where it has none. */
  async #ownAnswer(): Promise<string | null> {
    const { answer } = await this.getState();
    return (answer ?? (await this.solve())).answer;
  }

  #compare(answer: string, expected: string): Promise<CheckResult> {
    this.#lastQuestion += 1;
    const id = this.#lastQuestion;
    const result = Promise.withResolvers<CheckResult>();
    const message = { kind: "check", id, answer, expected } as const;
    this.#checks.set(id, { message, result });
    if (this.#welcomed) this.#send(message);
    else this.#load();
    return result.promise;
  }

  /** Properties that were set before the element was defined hide its own. */
  #takeOwnProperties(): void {
    for (const name of properties) {
      const own = Object.getOwnPropertyDescriptor(this, name);
      if (!own) continue;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, own.value);
    }
  }

  #reflect(name: string, value: Given<string | number>): void {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  }

  #lang(): string | null {
    return readLang(this.closest("[lang]")?.getAttribute("lang"));
  }

  #options() {
    return this.#read().options;
  }

  #read() {
    return readAttributes((name) => this.getAttribute(name), this.#lang());
  }

  #stateOfAttributes(): WidgetState {
    const { problem, model, samples, mode } = this.#options();
    return { version: 1, problem, model, samples, mode, answer: null };
  }

  #load(): void {
    if (this.#frame || !this.isConnected) return;
    this.#unwatch();
    const words = wordsOf(this.#options().lang);
    let page: URL;
    try {
      page = framedPage(this.src, document.baseURI);
    } catch (error) {
      this.#fail("invalid", error instanceof Error ? error.message : String(error));
      return;
    }
    const frame = document.createElement("iframe");
    this.#frame = frame;
    frame.title = words.title;
    frame.part.add("frame");
    frame.allow = allowed;
    frame.src = page.href;
    // Each time: a frame that was reloaded is a new page, which knows nothing.
    frame.addEventListener("load", () => this.#offer(frame, page.origin));
    this.#status.textContent = words.loading;
    this.#box.setAttribute("aria-busy", "true");
    this.#box.append(frame);
    this.#timer = setTimeout(() => this.#fail("unreachable", words.unreachable), patienceMs);
  }

  #offer(frame: HTMLIFrameElement, origin: string): void {
    this.#connection?.close();
    this.#welcomed = false;
    this.#connection = connect(frame, origin, (message) => this.#hear(message));
  }

  #unload(): void {
    clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = null;
    this.#welcomed = false;
    this.#frame?.remove();
    this.#frame = null;
    this.#box.classList.remove("ready");
    for (const [id, answer] of this.#questions) {
      this.#questions.delete(id);
      answer(this.#state ?? this.#stateOfAttributes());
    }
  }

  #hear(message: FrameMessage): void {
    switch (message.kind) {
      case "welcome":
        this.#welcomed = true;
        clearTimeout(this.#timer);
        this.#configure();
        if (this.#state) this.#send({ kind: "set-state", state: this.#state });
        // Asked for before the frame was there, or cut off when the page moved it.
        if (this.#solving) this.#send({ kind: "solve" });
        for (const check of this.#checks.values()) this.#send(check.message);
        return;
      case "ready":
        this.#box.classList.add("ready");
        this.#box.setAttribute("aria-busy", "false");
        this.#status.textContent = "";
        this.#tell("solver-ready", { model: message.model });
        return;
      case "progress": {
        const { kind: _, ...detail } = message;
        this.#tell("solver-progress", detail);
        return;
      }
      case "sample": {
        const { kind: _, ...detail } = message;
        this.#tell("solver-sample", detail);
        return;
      }
      case "answer":
        this.#solving?.resolve(message.answer);
        this.#solving = null;
        this.#tell("solver-answer", message.answer);
        return;
      case "error":
        this.#fail(message.code, message.message);
        return;
      case "checked":
        this.#checks.get(message.id)?.result.resolve(message.result);
        this.#checks.delete(message.id);
        return;
      case "resize":
        this.#box.style.setProperty("--height", `${message.height}px`);
        this.#tell("solver-resize", { height: message.height });
        return;
      case "state":
        this.#state = message.state;
        if (message.id === null) return;
        this.#questions.get(message.id)?.(message.state);
        this.#questions.delete(message.id);
    }
  }

  /** Once for all attributes that change together. */
  #configureSoon(): void {
    if (this.#configuring) return;
    this.#configuring = true;
    queueMicrotask(() => {
      if (this.#configuring) this.#configure();
    });
  }

  #configure(): void {
    this.#configuring = false;
    if (!this.#welcomed) return;
    const { options, rule, faults } = this.#read();
    this.#send({ kind: "configure", options: { ...options, revealed: this.#isRevealed(rule) } });
    for (const message of faults) this.#tell("solver-error", { code: "invalid", message });
  }

  #isRevealed({ reveal, maxAttempts }: RevealRule): boolean {
    if (reveal !== "after-attempts") return reveal === "always";
    return this.#isSolved || this.#attempts >= maxAttempts;
  }

  #send(message: HostMessage): void {
    this.#connection?.send(message);
  }

  #fail(code: SolverError["code"], message: string): void {
    clearTimeout(this.#timer);
    this.#solving?.reject(named(code, message));
    this.#solving = null;
    // What the frame itself can't show.
    if (code === "refused" || code === "unreachable" || !this.#frame) {
      for (const { result } of this.#checks.values()) result.reject(named(code, message));
      this.#checks.clear();
      this.#status.textContent = message;
      this.#box.setAttribute("aria-busy", "false");
    }
    this.#tell("solver-error", { code, message });
  }

  #tell<Name extends keyof SolverEventMap>(name: Name, detail: SolverEventMap[Name]["detail"]) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

/** There is nothing to compare with, or too much. */
const unknown: CheckResult = { correct: null, score: null };

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
