import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { installInto } from './pip.ts';
import { cudaRequirements } from './requirements.ts';

/** Puts CUDA and cuDNN where the libraries in `<folder>/lib` look for them: their RUNPATH is `$ORIGIN/../nvidia/<name>/lib`. */
export async function installCuda(folder: string): Promise<void> {
  await installInto(folder, cudaRequirements);
  // cuDNN's RUNPATH says nvrtc/lib, the wheel says cuda_nvrtc/lib.
  symlinkSync('cuda_nvrtc', join(folder, 'nvidia', 'nvrtc'));
}
