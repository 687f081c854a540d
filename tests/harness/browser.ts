import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium, type Page } from "playwright-core";

/** Where a system's Chromium usually lies; CHROMIUM_PATH names another. */
const candidates = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const quietFlags = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** A real WebGPU adapter without a GPU: slow, and without shader-f16. */
const swiftshaderFlags = [
  "--enable-unsafe-webgpu",
  "--use-webgpu-adapter=swiftshader",
  "--enable-unsafe-swiftshader",
];

/** The machine's own GPU, for the bench. */
const vulkanFlags = [
  "--enable-unsafe-webgpu",
  "--enable-features=Vulkan",
  "--use-vulkan=native",
  "--use-angle=vulkan",
  "--ignore-gpu-blocklist",
];

export interface LaunchOptions {
  /** With a (software) WebGPU adapter; without, `navigator.gpu` gives none. @default false */
  readonly gpu?: boolean | "vulkan";
  readonly viewport?: { width: number; height: number };
  readonly colorScheme?: "light" | "dark";
  /**
   * Frames of other sites have a storage of their own, as for visitors. Playwright turns that off, and
   * then they have none. @default false
   */
  readonly partitioned?: boolean;
  /** The app stores no copy of itself, so that `page.route` sees all that it asks for. @default true */
  readonly serviceWorkers?: boolean;
}

const partitionedChromium = fileURLToPath(new URL("partitioned-chromium.sh", import.meta.url));

export interface TestBrowser {
  readonly context: BrowserContext;
  /** The folder where the browser keeps all it stores. */
  readonly profile: string;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

export function chromiumPath(): string {
  const path = candidates.find((candidate) => candidate && existsSync(candidate));
  if (!path) {
    throw new Error(
      "Chromium was not found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.",
    );
  }
  return path;
}

function gpuFlags(gpu: LaunchOptions["gpu"]): readonly string[] {
  if (gpu === "vulkan") return vulkanFlags;
  return gpu ? swiftshaderFlags : [];
}

/** As Chrome is set when it is new; without it a frame that asks for its site's own storage is killed. */
async function allowStorageAccess(profile: string): Promise<void> {
  await mkdir(join(profile, "Default"));
  const preferences = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } };
  await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
}

/** Starts Chromium with a fresh profile. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<TestBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "math-solver-profile-"));
  if (options.partitioned) await allowStorageAccess(profile);
  const context = await chromium.launchPersistentContext(profile, {
    ...(options.partitioned
      ? { executablePath: partitionedChromium, env: { ...process.env, CHROMIUM: chromiumPath() } }
      : { executablePath: chromiumPath() }),
    headless: true,
    args: [...quietFlags, ...gpuFlags(options.gpu)],
    viewport: options.viewport ?? { width: 1280, height: 900 },
    serviceWorkers: options.serviceWorkers === false ? "block" : "allow",
    ...(options.colorScheme ? { colorScheme: options.colorScheme } : {}),
  });
  return {
    context,
    profile,
    async newPage() {
      const page = await context.newPage();
      page.on("pageerror", (error) => console.error("page error:", error));
      return page;
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
