import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { prepareFailureKey } from '../../lib/trial/keys.ts';
import { idx } from '../data/idx.ts';
import { SEARCH, scene, start } from './container.ts';

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1)!;

describe('a trainer on a computer of one’s own', { timeout: 180_000 }, () => {
  it('trains, pays nothing, and says first what it sees', async () => {
    const { variables, ports, trials } = await scene(2);
    const { code, stderr, stdout } = await start(variables('1,2')).done;
    expect(code, stderr).toBe(0);
    expect((await trials()).map(({ state }) => state)).toEqual(['complete', 'complete']);
    expect(await ports.ledger.charges(SEARCH)).toEqual([]);
    expect(stderr.split('\n')[0]).toBe(`node:    ${process.version} on ${process.platform} ${process.arch}`);
    expect(stderr).toMatch(
      /^engine: {2}\S+, .*\nmemory: {2}.*GiB\nsearch: {2}tiny-1\nwork: {4}1,2\nattempt: \S+\n(.*\n)*trial 1: begins/m,
    );
    expect(stdout).toContain('{"type":"ended","number":2}\n');
  });

  it.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['no GPU is where one is expected', { SPOTNAS_EXPECT_GPU: '1' }, /^SPOTNAS_EXPECT_GPU is set, but there is no GPU/],
    ['it has another engine', { SPOTNAS_TRAINER: 'graph/other' }, /^this trainer is .* was started for graph\/other$/],
    ['the work is no work', { SPOTNAS_WORK: '{}' }, /^work: got "\{\}"; allowed: prepare, measure, or numbers/],
    ['a variable is missing', { SPOTNAS_SEARCH: '' }, /^environment variable SPOTNAS_SEARCH is not set$/],
  ])('says in its last line that %s', async (_case, others, last) => {
    const { variables } = await scene(1);
    const { code, stderr } = await start(variables('1', others)).done;
    expect(code).toBe(1);
    expect(lastLine(stderr)).toMatch(last);
  });

  it('wants the engine that devices are measured with when it prepares', async () => {
    const { variables } = await scene(0);
    const { code, stderr } = await start(variables('prepare', { SPOTNAS_CPU_TRAINER: 'graph/cpu' })).done;
    expect(code).toBe(1);
    expect(lastLine(stderr)).toMatch(/, but devices are measured with graph\/cpu$/);
  });

  it('leaves in the store why it could not prepare, until it can', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spotnas-images-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [images, labels] = [join(folder, 'images'), join(folder, 'labels')];
    const { variables, ports } = await scene(0, { data: { source: 'idx', images, labels } });
    const failure = async () => {
      const bytes = await ports.artefacts.get(prepareFailureKey(SEARCH));
      return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as { error: string; cause: string });
    };
    const first = await start(variables('prepare')).done;
    expect(first.code).toBe(1);
    expect(await failure()).toEqual({ error: 'DataError', cause: lastLine(first.stderr) });
    expect(lastLine(first.stderr)).toContain('data.images');

    const count = 60;
    writeFileSync(
      images,
      idx(
        [count, 8, 8],
        Array.from({ length: count * 64 }, (_, i) => (i * 37 + Math.floor(i / 64)) % 256),
      ),
    );
    writeFileSync(
      labels,
      idx(
        [count],
        Array.from({ length: count }, (_, i) => i % 2),
      ),
    );
    const second = await start(variables('prepare')).done;
    expect(second.code, second.stderr).toBe(0);
    expect(await failure()).toBeUndefined();
  });
});
