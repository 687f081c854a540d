/**
 * The sandboxed frame's own script: starts the worker whose text comes with the first message. It is
 * the only inline script that the page's policy allows, by its hash, since frames inherit that policy:
 * tools/vite/content-policy.ts.
 */
export const frameScript = `
addEventListener("message", ({ source, data, ports }) => {
  if (source !== parent) return;
  const url = URL.createObjectURL(new Blob([data], { type: "text/javascript" }));
  const rules = { createScriptURL: (address) => address };
  const policy = globalThis.trustedTypes?.createPolicy("math-solver", rules) ?? rules;
  const worker = new Worker(policy.createScriptURL(url), { name: "python-supervisor" });
  worker.postMessage(null, ports);
}, { once: true });
`;
