// Runs in the page: loads a library with TVM's web runtime and compares its logits with a reference.
/* global tvmjs */

const bytesOf = async (path) => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function load(log) {
  const started = performance.now();
  const wasm = await bytesOf("library.wasm");
  const tvm = await tvmjs.instantiate(wasm.buffer, tvmjs.createPolyfillWASI(), log);
  log(`instantiated after ${Math.round(performance.now() - started)} ms`);
  const gpu = await tvmjs.detectGPUDevice();
  log(
    `adapter: ${gpu.adapterInfo.vendor} ${gpu.adapterInfo.description} ${gpu.adapterInfo.architecture}`,
  );
  gpu.device.addEventListener("uncapturederror", (event) =>
    log(`GPU error: ${event.error.message}`),
  );
  tvm.initWebGPU(gpu.device);
  const device = tvm.webgpu();
  tvm.beginScope();
  const vm = tvm.createVirtualMachine(device);
  const metadata = JSON.parse(vm.getFunction("_metadata")());
  await tvm.asyncLoadWebGPUPipelines(vm.getInternalModule());
  log(`kernels ready after ${Math.round(performance.now() - started)} ms`);
  return { tvm, device, vm, metadata };
}

function upload({ tvm, device, metadata }, index, bytes) {
  const stored = new Map(index.map((entry) => [entry.name, entry]));
  for (const { name, shape, dtype } of metadata.params) {
    const entry = stored.get(name);
    if (!entry || entry.dtype !== dtype || `${entry.shape}` !== `${shape}`) {
      throw new Error(
        `${name}: the library wants ${dtype} [${shape}], there is ${JSON.stringify(entry)}`,
      );
    }
    tvm.withNewScope(() => {
      const host = tvm.empty(shape, dtype, tvm.cpu());
      host.copyFromRawBytes(bytes.subarray(entry.offset, entry.offset + entry.bytes));
      const there = tvm.empty(shape, dtype, device);
      there.copyFrom(host);
      tvm.tensorCacheUpdate(name, tvm.detachFromCurrentScope(there));
    });
  }
  return tvm.getParamsFromCacheByName(metadata.params.map(({ name }) => name));
}

class Model {
  constructor(loaded, params) {
    Object.assign(this, loaded);
    this.params = params;
    const shapes = (...numbers) => numbers.map((number) => this.tvm.makeShapeTuple([number]));
    this.cache = this.vm.getFunction("create_tir_paged_kv_cache")(
      ...shapes(16, 8192, this.metadata.prefill_chunk_size, 16, 0),
    );
    const state = (name) => this.tvm.getGlobalFunc(`vm.builtin.kv_state_${name}`);
    this.begin_forward = state("begin_forward");
    this.end_forward = state("end_forward");
    // A bare JavaScript number would arrive as a float.
    for (const name of ["add_sequence", "fork_sequence", "popn"]) {
      const call = state(name);
      this[name] = (...numbers) =>
        call(this.cache, ...numbers.map((number) => this.tvm.scalar(number, "int64")));
    }
    this.functions = Object.fromEntries(
      ["embed", "batch_prefill", "batch_decode", "decode", "batch_verify"].map((name) => [
        name,
        this.vm.getFunction(name),
      ]),
    );
  }

  ints(values) {
    return this.tvm.empty([values.length], "int32", this.device).copyFrom(Int32Array.from(values));
  }

  /** One pass: tokens of each sequence, one after the other. Gives the logits as a Float32Array. */
  async forward(name, sequences, lengths, tokens, shape, ...rest) {
    this.tvm.beginScope();
    const embeds = this.functions.embed(this.ints(tokens), this.params);
    const hidden = embeds.shape[1];
    this.begin_forward(
      this.cache,
      this.tvm.makeShapeTuple(sequences),
      this.tvm.makeShapeTuple(lengths),
    );
    const out = this.functions[name](
      embeds.view([...shape, hidden]),
      ...rest,
      this.cache,
      this.params,
    );
    this.end_forward(this.cache);
    const logits = out.get(0);
    const host = this.tvm.empty(logits.shape, "float32", this.tvm.cpu());
    host.copyFrom(logits);
    await this.device.sync();
    const values = host.toArray().slice();
    this.tvm.endScope();
    return values;
  }

  prefill(sequence, tokens) {
    return this.forward(
      "batch_prefill",
      [sequence],
      [tokens.length],
      tokens,
      [1, tokens.length],
      this.ints([tokens.length - 1]),
    );
  }

  decode(tokens, name = "batch_decode") {
    const sequences = tokens.map((_, row) => row);
    return this.forward(
      name,
      sequences,
      tokens.map(() => 1),
      tokens,
      [tokens.length, 1],
    );
  }

  verify(sequences, texts) {
    const tokens = texts.flat();
    return this.forward(
      "batch_verify",
      sequences,
      texts.map((text) => text.length),
      tokens,
      [1, tokens.length],
    );
  }
}

function compare(got, wanted) {
  let largest = 0;
  const best = [0, 0];
  for (let i = 0; i < wanted.length; i++) {
    // A NaN stays: `Math.max` passes it on.
    largest = Math.max(largest, Math.abs(got[i] - wanted[i]));
    if (got[i] > got[best[0]]) best[0] = i;
    if (wanted[i] > wanted[best[1]]) best[1] = i;
  }
  return { largest, sameBest: best[0] === best[1] };
}

/** What `sample` must give for a row: nucleus by sorting, then the order in which the kernel's threads add up. */
function drawn(logits, temperature, topP, uniform) {
  const best = logits.reduce((most, logit) => Math.max(most, logit));
  const logTotal = best + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - best), 0));
  const weight = (id) => Math.exp((logits[id] - best) / temperature);
  const ids = Array.from(logits.keys());
  const byLogit = ids.toSorted((a, b) => logits[b] - logits[a] || a - b);
  const total = ids.reduce((sum, id) => sum + weight(id), 0);
  let held = 0;
  const nucleus = [];
  for (const id of byLogit) {
    if (held >= topP * total) break;
    nucleus.push(id);
    held += weight(id);
  }
  nucleus.sort((a, b) => (a % 256) - (b % 256) || a - b);
  let sum = 0;
  const token = nucleus.find((id) => {
    sum += weight(id);
    return uniform * held < sum;
  });
  const top = byLogit.slice(0, 5);
  return [token, logits[token] - logTotal, ...top, ...top.map((id) => logits[id] - logTotal)];
}

async function checkSampler({ tvm, device, vm }, logits, vocabulary) {
  const rows = logits.length / vocabulary;
  const temperature = Array.from({ length: rows }, (_, row) => [0.6, 1, 1.7, 0.3][row % 4]);
  const topP = Array.from({ length: rows }, (_, row) => [0.95, 0.5, 1, 0.999, 0.01][row % 5]);
  const uniform = Array.from({ length: rows }, (_, row) => (row * 0.618034 + 0.1) % 1);
  const floats = (shape, values) =>
    tvm.empty(shape, "float32", device).copyFrom(Float32Array.from(values));
  tvm.beginScope();
  const out = vm.getFunction("sample")(
    floats([rows, vocabulary], logits),
    ...[temperature, topP, uniform].map((values) => floats([rows], values)),
  );
  const host = tvm.empty(out.shape, "float32", tvm.cpu());
  host.copyFrom(out);
  await device.sync();
  const got = host.toArray().slice();
  tvm.endScope();
  const width = got.length / rows;
  let wrong = 0;
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    const expected = drawn(
      logits.slice(row * vocabulary, (row + 1) * vocabulary),
      temperature[row],
      topP[row],
      uniform[row],
    );
    expected.forEach((value, at) => {
      const isId = at === 0 || (at >= 2 && at < 7);
      const difference = Math.abs(got[row * width + at] - value);
      if (isId && difference) wrong++;
      if (!isId) largest = Math.max(largest, difference);
    });
  }
  return { name: "sample", rows, wrong, largest };
}

async function checkAll(log) {
  const cases = await (await fetch("cases.json")).json();
  const wanted = new Float32Array((await bytesOf("logits.bin")).buffer);
  const loaded = await load(log);
  const model = new Model(loaded, upload(loaded, cases.weights, await bytesOf("weights.bin")));
  const { vocabulary, prompt, first, second } = cases;
  const reference = (row, position) =>
    wanted.subarray((row * 3 + position) * vocabulary, (row * 3 + position + 1) * vocabulary);
  const results = [];
  const check = async (name, pass, references) => {
    const started = performance.now();
    const got = await pass();
    const ms = Math.round(performance.now() - started);
    const rows = references.map((expected, row) =>
      compare(got.subarray(row * vocabulary, (row + 1) * vocabulary), expected),
    );
    const result = {
      name,
      ms,
      rows: rows.length,
      largest: Math.max(...rows.map((row) => row.largest)),
      sameBest: rows.filter((row) => row.sameBest).length,
    };
    results.push(result);
    log(JSON.stringify(result));
  };
  model.add_sequence(0);
  // In two pieces: the second goes onto a filled cache.
  const cut = Math.floor(prompt.length / 2);
  await model.prefill(0, prompt.slice(0, cut));
  await check("prefill", () => model.prefill(0, prompt.slice(cut)), [reference(0, 0)]);
  await check("decode", () => model.decode([first[0]], "decode"), [reference(0, 1)]);
  model.popn(0, 1);
  await check("verify", () => model.verify([0], [[first[0], second[0]]]), [
    reference(0, 1),
    reference(0, 2),
  ]);
  model.popn(0, 2);
  for (let row = 1; row < Math.max(...cases.batches); row++) model.fork_sequence(0, row, -1);
  for (const batch of cases.batches) {
    const rows = Array.from({ length: batch }, (_, row) => row);
    await check(
      `batch ${batch}, step 1`,
      () => model.decode(first.slice(0, batch)),
      rows.map((row) => reference(row, 1)),
    );
    await check(
      `batch ${batch}, step 2`,
      () => model.decode(second.slice(0, batch)),
      rows.map((row) => reference(row, 2)),
    );
    for (const row of rows) model.popn(row, 2);
  }
  const rows = Array.from({ length: 16 }, (_, row) => [...reference(row, 1)]);
  const sampled = await checkSampler(loaded, Float32Array.from(rows.flat()), vocabulary);
  log(JSON.stringify(sampled));
  return {
    metadata: { ...loaded.metadata, params: loaded.metadata.params.length },
    results,
    sampled,
  };
}

window.run = (log) =>
  checkAll(log).catch((error) => {
    log(error.stack);
    throw error;
  });
