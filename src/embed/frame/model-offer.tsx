import { useId, useState } from "react";
import { ActivityLine } from "../../ui/models/activity-line";
import { hostsOf } from "../../ui/models/hosts";
import { describeSize } from "../../ui/models/size-words";
import { useTask } from "../../ui/models/use-library";
import { useTexts } from "../../ui/texts/use-texts";
import { mayOpenFirstParty } from "./first-party-models";
import type { ModelSituation } from "./model-situation";
import { tellsVisibility, useArmed } from "./use-armed";
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
          tellsVisibility() && (
            <ArmedButton
              label={words.download(size)}
              primary
              onClick={() => task.run(widget.download)}
            />
          )
        )}
        {!tellsVisibility() && <p className="hint">{words.unsupported}</p>}
        {mayOpenFirstParty() && tellsVisibility() && (
          <ArmedButton
            label={words.borrow}
            disabled={task.busy}
            onClick={() => task.run(async () => setAbsent((await widget.borrow()) === "missing"))}
          />
        )}
        <button type="button" className="button" onClick={widget.useDemo}>
          {words.demo}
        </button>
      </div>
    </section>
  );
}

interface ArmedButtonProps {
  readonly label: string;
  readonly primary?: boolean;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}

/** Takes a click only when it can be seen. Only where the browser can tell that: `tellsVisibility`. */
function ArmedButton({ label, primary = false, disabled = false, onClick }: ArmedButtonProps) {
  const words = useTexts().embed.offer;
  const id = useId();
  const [target, arming] = useArmed<HTMLSpanElement>();
  return (
    <>
      {/* Not the button itself: one that is disabled is drawn half transparent, which counts as unseen. */}
      <span ref={target} className="armed-box">
        <button
          type="button"
          className={primary ? "button button-primary" : "button"}
          disabled={arming !== "armed" || disabled}
          aria-describedby={id}
          onClick={onClick}
        >
          {label}
        </button>
      </span>
      <span id={id} className="visually-hidden">
        {arming === "armed" ? "" : words.hidden}
      </span>
    </>
  );
}
