import { defineConfig } from 'vitest/config';

/** Rooms that run networks are tested on both backends; everything else runs once. */
const onBackends = ['test/engine/**/*.test.ts', 'test/training/**/*.test.ts'];

/** Whole stacks on emulators of AWS, which set themselves up (docs/testing.md). */
const conformance = ['test/conformance/**/*.test.ts', 'test/deploy/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { TF_CPP_MIN_LOG_LEVEL: '2', TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' },
    projects: [
      {
        extends: true,
        test: { name: 'rooms', include: ['test/**/*.test.ts'], exclude: [...onBackends, ...conformance] },
      },
      { extends: true, test: { name: 'native', include: onBackends } },
      { extends: true, test: { name: 'wasm', include: onBackends, env: { SPOTNAS_BACKEND: 'wasm' } } },
      { extends: true, test: { name: 'conformance', include: conformance, fileParallelism: false } },
    ],
  },
});
