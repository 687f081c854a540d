import { version } from "pyodide/package.json";
import { info } from "pyodide/pyodide-lock.json";

// Pyodide as its project makes it, without any walls: what the attacks reach where nothing stops them.

addEventListener("message", ({ data, ports: [port] }) => {
  if (!port) return;
  void start(data, port);
});

async function start(indexURL: string, port: MessagePort): Promise<void> {
  const { loadPyodide }: typeof import("pyodide") = await import(
    /* @vite-ignore */ `${indexURL}pyodide.mjs`
  );
  const lockFileContents = {
    info: { ...info, arch: "wasm32" as const, version },
    packages: {},
  };
  const pyodide = await loadPyodide({ indexURL, lockFileContents });
  port.onmessage = (event) => {
    try {
      const globals = pyodide.toPy({ __name__: "__main__" });
      port.postMessage(String(pyodide.runPython(event.data, { globals })));
    } catch (error) {
      port.postMessage(String(error));
    }
  };
  port.postMessage("ready");
}
