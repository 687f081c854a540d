/**
 * Pyodide waits for ever when its wasm file is missing, or comes without the content type
 * `application/wasm`. While `load` runs, the first rejects and the second works.
 */
export async function withWasmCheck<T>(load: () => Promise<T>): Promise<T> {
  const original = WebAssembly.instantiateStreaming;
  const { promise: failed, reject } = Promise.withResolvers<never>();
  WebAssembly.instantiateStreaming = async (source, imports) => {
    try {
      const response = await source;
      if (!response.ok) throw new Error(`${response.url}: the server answered ${response.status}.`);
      const type = response.headers.get("Content-Type") ?? "";
      if (type.startsWith("text/html")) throw new Error(`${response.url} is not on the server.`);
      if (type.startsWith("application/wasm")) return await original(response, imports);
      return await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    } catch (error) {
      reject(error);
      throw error;
    }
  };
  try {
    return await Promise.race([load(), failed]);
  } finally {
    WebAssembly.instantiateStreaming = original;
  }
}
