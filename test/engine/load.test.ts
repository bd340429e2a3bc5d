import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { describeEngine, loadEngine } from '../../lib/engine/load.ts';
import { detectBackend } from '../../lib/engine/tensorflow/detect.ts';

const { backend } = detectBackend();

describe('loadEngine', () => {
  it('gives the engine that was described', async () => {
    const { name, fingerprint, reason } = describeEngine();
    const engine = await loadEngine();
    expect(engine.name).toBe(backend === 'tensorflow' ? 'graph' : 'layers');
    expect({ name: engine.name, fingerprint: engine.fingerprint }).toEqual({ name, fingerprint });
    expect(reason).not.toBe('');
  });

  it('gives the layers engine where it is asked for', async () => {
    const engine = await loadEngine({ engine: 'layers' });
    expect(engine.fingerprint).toBe(describeEngine({ engine: 'layers' }).fingerprint);
    expect(engine.fingerprint).toMatch(/^layers\//);
  });

  it.runIf(backend === 'wasm')('refuses the graph engine without native TensorFlow', async () => {
    await expect(loadEngine({ engine: 'graph' })).rejects.toThrow(/native TensorFlow/);
  });

  it('describes without loading tfjs', () => {
    const script = `
      import { createRequire } from 'node:module';
      const { describeEngine } = await import(${JSON.stringify(new URL('../../lib/engine/load.ts', import.meta.url).href)});
      const { fingerprint } = describeEngine();
      const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => file.includes('@tensorflow'));
      console.log(JSON.stringify({ fingerprint, loaded }));`;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
    expect(JSON.parse(output)).toEqual({ fingerprint: describeEngine().fingerprint, loaded: [] });
  });
});
