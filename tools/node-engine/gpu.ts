import { create, globals } from "webgpu";

/**
 * This machine's GPU for Node: Dawn, which is Chrome's WebGPU, on Vulkan, Metal or Direct3D 12.
 * `VK_DRIVER_FILES` names another Vulkan driver's manifest.
 */
export function openGpu(): GPU {
  Object.assign(globalThis, globals);
  // Times of single kernels come in full: Dawn rounds them against spies in pages.
  kept ??= create([]);
  return kept;
}

// Collected while the process ends, it would crash it.
let kept: GPU | null = null;
