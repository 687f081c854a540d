import { useEffect, useEffectEvent, useState } from "react";
import { type Launch, readLaunchedFile, readShared, withoutShared } from "./read-launch";

/** Why an installed app was opened, or brought to the front. */
interface LaunchParams {
  readonly targetURL?: string;
  readonly files?: readonly Pick<FileSystemFileHandle, "getFile">[];
}

interface LaunchQueue {
  setConsumer(consumer: (launch: LaunchParams) => void): void;
}

type Refusal = Extract<Launch, { readonly kind: "refused" }>["reason"];

export interface LaunchHandlers {
  readonly onProblem: (problem: string) => void;
  /** A file of exported runs. */
  readonly onRuns: (file: File) => void;
}

export interface LaunchNotice {
  /** Why what the app was opened with was not taken. */
  readonly refusal: Refusal | null;
  readonly dismiss: () => void;
}

/**
 * Takes texts that are shared with the app and files that are opened with it, at its start and while
 * it is open: the system brings an open one to the front and never reloads it. Nothing is solved.
 */
export function useLaunches({ onProblem, onRuns }: LaunchHandlers): LaunchNotice {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = useEffectEvent((launch: Launch) => {
    if (launch.kind === "none") return;
    setRefusal(launch.kind === "refused" ? launch.reason : null);
    if (launch.kind === "problem") onProblem(launch.problem);
    if (launch.kind === "runs") onRuns(launch.file);
  });
  useEffect(() => {
    const shared = readShared(window.location.search);
    if (shared.kind !== "none") {
      window.history.replaceState(null, "", withoutShared(window.location.href));
      take(shared);
    }
    queueOf(window)?.setConsumer(async ({ targetURL, files = [] }) => {
      const [file] = files;
      if (file) return take(await open(file));
      if (!targetURL) return;
      const { search, hash } = new URL(targetURL);
      take(readShared(search));
      // A shortcut to a screen.
      if (hash) window.location.hash = hash;
    });
  }, []);
  return { refusal, dismiss: () => setRefusal(null) };
}

/** Only Chromium's installed apps have it. */
function queueOf(place: object): LaunchQueue | null {
  return "launchQueue" in place ? (place.launchQueue as LaunchQueue) : null;
}

async function open(handle: Pick<FileSystemFileHandle, "getFile">): Promise<Launch> {
  try {
    return await readLaunchedFile(await handle.getFile());
  } catch {
    // It was moved or deleted meanwhile.
    return { kind: "refused", reason: "unreadable" };
  }
}
