import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-backend-webgpu';
import type { BrowserBackend } from '../posts.ts';

/**
 * Makes it the backend of tfjs.
 * @returns what runs networks: versions, a graphics card
 * @throws Error saying why the browser does not have it
 */
export async function startBackend(backend: BrowserBackend): Promise<string> {
  setWasmPaths('./');
  const started = await tf.setBackend(backend).catch(() => false);
  if (!started) throw new Error(`this browser has no ${backend}${hintOf(backend)}`);
  await tf.ready();
  return `tfjs ${tf.version.tfjs}, ${await describe(backend)}`;
}

function hintOf(backend: BrowserBackend): string {
  return backend === 'webgpu' && !isSecureContext ? ', or not for pages that come over http' : '';
}

async function describe(backend: BrowserBackend): Promise<string> {
  if (backend === 'wasm') {
    const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
    return simd ? 'wasm with SIMD' : 'wasm without SIMD';
  }
  if (backend === 'webgl') return `webgl on ${graphicsCard()}`;
  return 'webgpu';
}

function graphicsCard(): string {
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  return gl && info ? String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL)) : 'an unknown graphics card';
}
