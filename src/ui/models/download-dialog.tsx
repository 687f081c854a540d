import type { CatalogueEntry } from "../../models/catalogue";
import { type DeviceSpeed, problemSeconds } from "../../models/fit/device-speed";
import { connectionSpeed, estimateDownload } from "../../models/fit/download-time";
import type { Fit } from "../../models/fit/fit";
import type { LibraryState, ModelLibrary } from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import type { Texts } from "../texts/texts";
import { useTexts } from "../texts/use-texts";
import { Dialog } from "./dialog";
import { describeFit } from "./fit-words";
import { hostsOf } from "./hosts";
import { MakeRoom } from "./make-room";
import { describeSize } from "./size-words";
import { describeFree, describeLasting, freeBytes, missingBytes } from "./space";

interface DownloadDialogProps {
  readonly library: ModelLibrary;
  readonly state: LibraryState;
  readonly description: ModelDescription;
  readonly entry: CatalogueEntry | null;
  /** Null while it isn't known. */
  readonly bytes: number | null;
  readonly fit: Fit | null;
  /** What the model did here when it was tested; null when it was not. */
  readonly speed: DeviceSpeed | null;
  readonly onDownload: () => void;
  readonly onClose: () => void;
}

/** All that a person should know before a download. Nothing is fetched until they ask for it. */
export function DownloadDialog(props: DownloadDialogProps) {
  const { library, state, description, entry, bytes, fit, speed, onDownload, onClose } = props;
  const texts = useTexts();
  const words = texts.models.download;
  if (state.kind !== "open") return null;
  const missing = bytes === null ? 0 : missingBytes(state.storage, bytes);
  const hosts = hostsOf(description);
  const { licence } = description;
  return (
    <Dialog title={words.title(description.title)} onClose={onClose}>
      {missing > 0 && (
        <div className="notice notice-warning">
          <p>
            <strong>{words.missing(missing)}</strong> {words.missingHint}
          </p>
          <MakeRoom library={library} forId={description.id} />
        </div>
      )}
      <dl className="facts">
        <dt>{words.size}</dt>
        <dd>{bytes === null ? words.sizeUnknown : describeSize(bytes, entry, texts)}</dd>
        <dt>{words.free}</dt>
        <dd>
          {describeFree(state.storage, texts)}
          {bytes !== null && missing === 0 && freeBytes(state.storage) !== null && words.enough}
        </dd>
        <dt>{words.time}</dt>
        <dd>
          {bytes !== null && describeTime(bytes, texts)}
          {words.meanwhile}
        </dd>
        <dt>{words.device}</dt>
        <dd>
          {fit ? describeFit(fit, texts) : words.deviceUnknown}
          {speed && ` ${texts.models.speed.takes(problemSeconds(speed))}`}
        </dd>
        <dt>{words.from}</dt>
        <dd>
          {hosts.map((host) => (
            <strong key={host}>{host}</strong>
          ))}
          . {words.nothingSent}
          {entry && ` ${words.notBefore}`}
        </dd>
        <dt>{words.licence}</dt>
        <dd>
          {licence ? (
            <>
              <a href={licence.url} target="_blank" rel="noreferrer">
                {licence.name}
              </a>
              . {texts.message(licence.attribution)}
            </>
          ) : (
            words.licenceUnknown
          )}
        </dd>
        <dt>{words.afterwards}</dt>
        <dd>
          {words.stays}{" "}
          {state.storage.persisted === true ? describeLasting(state.storage, texts) : words.willAsk}
        </dd>
      </dl>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          {words.notNow}
        </button>
        <button
          type="button"
          className={missing > 0 || fit?.kind === "too-large" ? "button" : "button button-primary"}
          onClick={() => {
            onClose();
            onDownload();
          }}
        >
          {bytes === null ? words.start : words.startSize(bytes)}
        </button>
      </div>
    </Dialog>
  );
}

function describeTime(bytes: number, { models }: Texts): string {
  const { seconds, megabits } = estimateDownload(bytes, connectionSpeed());
  return models.download.takes(seconds, megabits);
}
