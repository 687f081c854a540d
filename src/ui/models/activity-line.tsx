import type { ModelActivity } from "../../models/library";
import { useTexts } from "../texts/use-texts";
import { describeCounted, describeDownload } from "./activity-text";

interface ActivityLineProps {
  readonly activity: ModelActivity;
  /** For screen readers: what goes on with which model. */
  readonly label: string;
}

/** How far work on a model has come; nothing while none is done. */
export function ActivityLine({ activity, label }: ActivityLineProps) {
  const texts = useTexts();
  switch (activity.kind) {
    case "idle":
    case "stopped":
      return null;
    case "downloading":
      return (
        <div className="activity">
          <Bar label={label} done={activity.loadedBytes} total={activity.totalBytes} />
          <p className="activity-figures">{describeDownload(activity, texts)}</p>
          {activity.waiting !== null && (
            <p className="activity-waiting">{texts.message(activity.waiting)}</p>
          )}
        </div>
      );
    default:
      return (
        <div className="activity">
          <Bar label={label} done={activity.doneBytes} total={activity.totalBytes} />
          <p className="activity-figures">{describeCounted(activity, texts)}</p>
        </div>
      );
  }
}

interface BarProps {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
}

function Bar({ label, done, total }: BarProps) {
  const known = total !== null && total > 0;
  return <progress aria-label={label} {...(known ? { value: done, max: total } : {})} />;
}
