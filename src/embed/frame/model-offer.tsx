import { useId, useState } from "react";
import { ActivityLine } from "../../ui/models/activity-line";
import { hostsOf } from "../../ui/models/hosts";
import { describeSize } from "../../ui/models/size-words";
import { useTask } from "../../ui/models/use-library";
import { useTexts } from "../../ui/texts/use-texts";
import { mayOpenFirstParty } from "./first-party-models";
import type { ModelSituation } from "./model-situation";
import { useArmed } from "./use-armed";
import type { Widget } from "./widget-store";
import "../../ui/models/models.css";

interface ModelOfferProps {
  readonly widget: Widget;
  readonly model: ModelSituation & { readonly kind: "missing" };
}

/** What a person should know before a download, and the other ways. Nothing is fetched before. */
export function ModelOffer({ widget, model }: ModelOfferProps) {
  const texts = useTexts();
  const words = texts.embed.offer;
  const id = useId();
  const task = useTask();
  const [absent, setAbsent] = useState(false);
  const { entry, status, title } = model;
  const { source, licence } = entry;
  const size = describeSize(entry.size.bytes, entry, texts);
  const host = source.kind === "download" ? hostsOf(source.model).join(", ") : "";
  const activity = status?.activity ?? null;
  const downloading = activity?.kind === "downloading";
  return (
    <section className="card model-offer" aria-label={words.region}>
      <p>
        <strong>{words.title(title)}</strong>
      </p>
      <p>{words.facts(size, host)}</p>
      <p className="hint">
        {words.where}{" "}
        <a href={licence.url} target="_blank" rel="noreferrer">
          {licence.name}
        </a>
      </p>
      {activity && <ActivityLine activity={activity} label={title} />}
      {activity?.kind === "stopped" && (
        <p className="notice notice-error" role="alert">
          {texts.message(activity.problem.message)}
        </p>
      )}
      {(task.error ?? absent) && (
        <p className="notice notice-error" role="alert">
          {task.error ?? words.notThere(title)}
        </p>
      )}
      <div className="notice-actions">
        {downloading ? (
          <button type="button" className="button" onClick={widget.pause}>
            {words.pause}
          </button>
        ) : (
          <DownloadButton
            label={words.download(size)}
            describedBy={id}
            onDownload={() => task.run(widget.download)}
          />
        )}
        {mayOpenFirstParty() && (
          <button
            type="button"
            className="button"
            disabled={task.busy}
            onClick={() => task.run(async () => setAbsent((await widget.borrow()) === "missing"))}
          >
            {words.borrow}
          </button>
        )}
        <button type="button" className="button" onClick={widget.useDemo}>
          {words.demo}
        </button>
      </div>
    </section>
  );
}

interface DownloadButtonProps {
  readonly label: string;
  readonly describedBy: string;
  readonly onDownload: () => void;
}

/** Takes a click only when it can be seen. */
function DownloadButton({ label, describedBy, onDownload }: DownloadButtonProps) {
  const words = useTexts().embed.offer;
  const [target, arming] = useArmed<HTMLSpanElement>();
  if (arming === "unsupported") return <p className="hint">{words.unsupported}</p>;
  return (
    <>
      {/* Not the button itself: one that is disabled is drawn half transparent, which counts as unseen. */}
      <span ref={target} className="armed-box">
        <button
          type="button"
          className="button button-primary"
          disabled={arming !== "armed"}
          aria-describedby={describedBy}
          onClick={onDownload}
        >
          {label}
        </button>
      </span>
      <span id={describedBy} className="visually-hidden">
        {arming === "armed" ? "" : words.hidden}
      </span>
    </>
  );
}
