import type { CatalogueEntry } from "../../models/catalogue";
import { connectionSpeed, describeDownloadTime } from "../../models/fit/download-time";
import type { Fit } from "../../models/fit/fit";
import type { LibraryState, ModelLibrary } from "../../models/library";
import type { ModelDescription } from "../../models/model-description";
import { Dialog } from "./dialog";
import { describeFit } from "./fit-words";
import { formatSize } from "./format-size";
import { hostsOf } from "./hosts";
import { MakeRoom } from "./make-room";
import { describeFree, describeLasting, freeBytes, missingBytes } from "./space";

interface DownloadDialogProps {
  readonly library: ModelLibrary;
  readonly state: LibraryState;
  readonly description: ModelDescription;
  readonly entry: CatalogueEntry | null;
  /** Null while it isn't known. */
  readonly bytes: number | null;
  readonly fit: Fit | null;
  readonly onDownload: () => void;
  readonly onClose: () => void;
}

/** All that a person should know before a download. Nothing is fetched until they ask for it. */
export function DownloadDialog(props: DownloadDialogProps) {
  const { library, state, description, entry, bytes, fit, onDownload, onClose } = props;
  if (state.kind !== "open") return null;
  const missing = bytes === null ? 0 : missingBytes(state.storage, bytes);
  const about = entry && !entry.size.exact ? "about " : "";
  const hosts = hostsOf(description);
  const { licence } = description;
  return (
    <Dialog title={`Download ${description.title}`} onClose={onClose}>
      {missing > 0 && (
        <div className="notice notice-warning">
          <p>
            <strong>{formatSize(missing)} more must be free.</strong> The download stops when the
            room is used up, and keeps what it has.
          </p>
          <MakeRoom library={library} forId={description.id} />
        </div>
      )}
      <dl className="facts">
        <dt>Size</dt>
        <dd>{bytes === null ? "The server doesn't say." : `${about}${formatSize(bytes)}`}</dd>
        <dt>Free space</dt>
        <dd>
          {describeFree(state.storage)}
          {bytes !== null && missing === 0 && freeBytes(state.storage) !== null && ": enough"}
        </dd>
        <dt>Time</dt>
        <dd>
          {bytes !== null && `Takes ${describeDownloadTime(bytes, connectionSpeed())}. `}You can
          solve with another model meanwhile, pause it, and go on after a reload.
        </dd>
        <dt>This device</dt>
        <dd>{fit ? describeFit(fit) : "Not known yet."}</dd>
        <dt>Comes from</dt>
        <dd>
          {hosts.map((host) => (
            <strong key={host}>{host}</strong>
          ))}
          . Nothing of yours is sent there.{entry && " It isn't contacted before you click."}
        </dd>
        <dt>Licence</dt>
        <dd>
          {licence ? (
            <>
              <a href={licence.url} target="_blank" rel="noreferrer">
                {licence.name}
              </a>
              . {licence.attribution}
            </>
          ) : (
            "Not known: look at the page that the address comes from."
          )}
        </dd>
        <dt>Afterwards</dt>
        <dd>
          It stays in this browser, works offline and can be deleted at any time.{" "}
          {state.storage.persisted === true
            ? describeLasting(state.storage)
            : "When you click, the browser is asked to keep it even when the disk gets full."}
        </dd>
      </dl>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={onClose}>
          Not now
        </button>
        <button
          type="button"
          className={missing > 0 || fit?.kind === "too-large" ? "button" : "button button-primary"}
          onClick={() => {
            onClose();
            onDownload();
          }}
        >
          {bytes === null ? "Download" : `Download ${formatSize(bytes)}`}
        </button>
      </div>
    </Dialog>
  );
}
