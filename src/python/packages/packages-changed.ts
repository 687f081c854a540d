/** Pages and tabs tell each other here that the stored packages have changed. */
export const packagesChannel = "python-packages";

/** Tells whoever shows the stored packages, in this tab and others. */
export function packagesChanged(): void {
  const channel = new BroadcastChannel(packagesChannel);
  channel.postMessage(null);
  channel.close();
}
