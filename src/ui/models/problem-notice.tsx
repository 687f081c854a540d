import { useState } from "react";
import type { ModelLibrary, ModelProblem, ModelStatus } from "../../models/library";
import { useTexts } from "../texts/use-texts";
import { DeleteDialog } from "./delete-dialog";
import { MakeRoom } from "./make-room";
import { remediesFor } from "./remedies";
import { useTask } from "./use-library";

interface ProblemNoticeProps {
  readonly library: ModelLibrary;
  readonly status: ModelStatus;
  readonly problem: ModelProblem;
}

/** Why work on a model ended early, and what can be done. */
export function ProblemNotice({ library, status, problem }: ProblemNoticeProps) {
  const texts = useTexts();
  const { actions } = texts.models;
  const [asked, setAsked] = useState(false);
  const task = useTask();
  const { model } = status;
  const remedies = remediesFor(problem, {
    hasAddress: model.files.every(({ url }) => url !== null),
    complete: model.state === "complete",
  });
  const { id, description } = model;
  const message = texts.message(problem.message);
  return (
    <div className="notice notice-error">
      <div role="alert">
        <p>{message}</p>
        {problem.missingBytes !== null && problem.missingBytes > 0 && (
          <p>
            {texts.models.moreNeeded(<strong>{texts.format.size(problem.missingBytes)}</strong>)}
          </p>
        )}
        {task.error && task.error !== message && <p>{task.error}</p>}
      </div>
      {remedies.includes("make-room") && <MakeRoom library={library} forId={id} />}
      <div className="notice-actions">
        {remedies.includes("go-on") && (
          <button
            type="button"
            className="button"
            disabled={task.busy}
            onClick={() => task.run(() => library.download(description))}
          >
            {status.storedBytes > 0 ? actions.goOn : actions.tryAgain}
          </button>
        )}
        {remedies.includes("start-again") && (
          <button
            type="button"
            className="button"
            disabled={task.busy}
            onClick={() => task.run(() => library.restart(id))}
          >
            {actions.startAgain}
          </button>
        )}
        {remedies.includes("delete") && (
          <button
            type="button"
            className="button"
            disabled={task.busy}
            onClick={() => setAsked(true)}
          >
            {actions.delete}
          </button>
        )}
        {remedies.includes("reload") && <ReloadButton />}
      </div>
      {asked && (
        <DeleteDialog
          status={status}
          onDelete={() => task.run(() => library.delete(id))}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  );
}

/** What is wrong with the database as a whole. */
export function LibraryProblem({ problem }: { readonly problem: ModelProblem }) {
  const texts = useTexts();
  const reload = problem.name === "StoreOutdatedTabError";
  return (
    <div className="notice notice-warning" role="alert">
      <p>
        <strong>{texts.models.noStore}</strong> {texts.message(problem.message)}
      </p>
      {reload && (
        <div className="notice-actions">
          <ReloadButton />
        </div>
      )}
    </div>
  );
}

function ReloadButton() {
  const { models } = useTexts();
  return (
    <button type="button" className="button" onClick={() => window.location.reload()}>
      {models.reload}
    </button>
  );
}
