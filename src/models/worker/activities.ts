import { DownloadError } from "../errors";
import type { ModelActivity } from "../library";
import { whenFree } from "./model-lock";
import { problemOf } from "./problems";

/** Milliseconds that a tab's last message may take after it has let go of its lock. */
const lastWords = 500;

const idle: ModelActivity = { kind: "idle" };

/** What is done with which model, here and in other tabs. */
export interface Activities {
  get(id: string): ModelActivity;
  /** What this tab does, or what came of it. */
  setOwn(id: string, activity: ModelActivity): void;
  /** What another tab says that it does. */
  setOther(id: string, activity: ModelActivity): void;
  /** What this tab is at. */
  own(): readonly (readonly [id: string, activity: ModelActivity])[];
}

export interface ActivitiesOptions {
  /** Told after each change that comes from elsewhere. */
  readonly onChange: () => void;
  /** Whether a model is there in part. */
  readonly isPartial: (id: string) => Promise<boolean>;
}

export function createActivities({ onChange, isPartial }: ActivitiesOptions): Activities {
  const activities = new Map<string, ModelActivity>();
  const watched = new Set<string>();
  const get = (id: string) => activities.get(id) ?? idle;

  /** A tab that dies says nothing, but its lock becomes free. */
  async function watch(id: string): Promise<void> {
    if (watched.has(id)) return;
    watched.add(id);
    await whenFree(id);
    watched.delete(id);
    const before = get(id);
    await new Promise((resolve) => setTimeout(resolve, lastWords));
    if (!isElsewhere(get(id))) return;
    // It has spoken since: it works on the model once more.
    if (get(id) !== before) return watch(id);
    const partial = await isPartial(id);
    activities.set(id, partial ? { kind: "stopped", problem: problemOf(closed()) } : idle);
    onChange();
  }

  return {
    get,
    setOwn: (id, activity) => void activities.set(id, activity),
    setOther(id, activity) {
      // A late message: this tab has the model now.
      if (isOwn(get(id))) return;
      const busy = "elsewhere" in activity;
      activities.set(id, busy ? { ...activity, elsewhere: true } : activity);
      if (busy) void watch(id);
      onChange();
    },
    own: () => [...activities].filter(([, activity]) => isOwn(activity)),
  };
}

function isElsewhere(activity: ModelActivity): boolean {
  return "elsewhere" in activity && activity.elsewhere;
}

function isOwn(activity: ModelActivity): boolean {
  return "elsewhere" in activity && !activity.elsewhere;
}

function closed(): DownloadError {
  return new DownloadError("The tab that worked on this model was closed. Go on with it here.");
}
