import type { CompletionEnd } from "./chunk";
import { type CompletionRequest, type Instance, type OnPiece, SharedFault } from "./instance";
import { createProbation } from "./probation";

/** Completes as an instance does, but a request that another one's fault has hit goes on. */
export type Complete = (
  request: CompletionRequest,
  onPiece: OnPiece,
  signal: AbortSignal,
) => Promise<CompletionEnd>;

/** Tokens after which a suspect counts as sound. */
const trialTokens = 16;

/** Faults that one completion survives: an innocent is hit once by each culprit or so. */
const mostFaults = 16;

/**
 * After a fault the request goes on from the text so far, now without log-probabilities: asking for
 * them is what most faults come from (a character cut into two tokens is no valid text then). When
 * it fails again by itself, the model's own output is broken, and only this request fails.
 */
export function createResilientComplete(instance: Instance): Complete {
  const probation = createProbation();
  let lastId = 0;
  return async (request, onPiece, signal) => {
    let text = request.text;
    let tokens = 0;
    for (let faults = 0; ; faults += 1) {
      lastId += 1;
      const id = lastId;
      await probation.enter(id, faults > 0, signal);
      let fresh = 0;
      try {
        const end = await instance.complete(
          {
            ...request,
            text,
            maxTokens: request.maxTokens - tokens,
            logprobs: request.logprobs && faults === 0,
          },
          (piece, figures) => {
            if (signal.aborted) return;
            text += piece;
            fresh += 1;
            if (fresh === trialTokens) probation.pass(id);
            onPiece(piece, figures);
          },
          signal,
        );
        return { ...end, generatedTokens: tokens + end.generatedTokens };
      } catch (error) {
        if (!(error instanceof SharedFault)) throw error;
        if (probation.isCulprit(id) || faults >= mostFaults) throw error;
        tokens += fresh;
        if (tokens >= request.maxTokens) return limitReached(tokens);
      } finally {
        probation.leave(id);
      }
    }
  };
}

function limitReached(generatedTokens: number): CompletionEnd {
  return {
    reason: "token-limit",
    stopString: null,
    prefilledTokens: 0,
    cachedTokens: 0,
    generatedTokens,
  };
}
