import { type FrameMessage, frameMessageSchema } from "../protocol/frame-messages";
import type { HostMessage } from "../protocol/host-messages";
import { listen } from "../protocol/listen";
import { makeOffer } from "../protocol/offer";

export interface Connection {
  send(message: HostMessage): void;
  close(): void;
}

/**
 * Offers a port to the page in a frame, at exactly its origin: a page that took its place gets nothing.
 * What a frame says counts once it has repeated the offer's nonce.
 */
export function connect(
  frame: HTMLIFrameElement,
  origin: string,
  onMessage: (message: FrameMessage) => void,
): Connection {
  const { port1, port2 } = new MessageChannel();
  const offer = makeOffer();
  let welcomed = false;
  listen(port1, frameMessageSchema, (message) => {
    if (message.kind === "welcome") welcomed = message.nonce === offer.nonce;
    // Who is refused is told so, without a welcome.
    if (welcomed || message.kind === "error") onMessage(message);
  });
  frame.contentWindow?.postMessage(offer, origin, [port2]);
  return {
    send: (message) => port1.postMessage(message),
    close: () => port1.close(),
  };
}
