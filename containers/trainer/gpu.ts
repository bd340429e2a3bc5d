import { spawnSync } from 'node:child_process';
import { NoGpuError } from '../../lib/engine/tensorflow/gpu.ts';
import { EXPECT_GPU_VARIABLE } from '../../lib/trial/environment.ts';

/**
 * One line per GPU, `Tesla T4, 550.163.01, 15360 MiB`, as NVIDIA's driver tells them; undefined where its tool is not, so
 * that nobody knows.
 */
export function findGpus(): readonly string[] | undefined {
  const query = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'];
  const { status, stdout, error } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 20_000 });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
  return status === 0 ? stdout.split('\n').filter((line) => line !== '') : [];
}

/**
 * Fails before anything is loaded where a GPU is expected and there is none. Where NVIDIA's tool is missing, TensorFlow
 * itself finds out (lib/engine/tensorflow/gpu.ts).
 * @param version of TensorFlow, `2.21.0-cuda`
 * @throws NoGpuError
 */
export function expectGpu(version: string, gpus: readonly string[] | undefined): void {
  const why = !version.endsWith('-cuda') ? `TensorFlow is ${version}` : gpus?.length === 0 && 'nvidia-smi finds none';
  if (why) throw new NoGpuError(`${EXPECT_GPU_VARIABLE} is set, but there is no GPU to compute on: ${why}`);
}
