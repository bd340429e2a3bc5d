import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';

const source = pathToFileURL(join(import.meta.dirname, '../../lib/training/young-heap.ts')).href;

/** Megabytes of the young generation after many objects were made and kept for a while. */
function megabytes(keepSmall: boolean): number {
  const script = `
    const { keepYoungHeapSmall } = await import(${JSON.stringify(source)});
    if (${keepSmall}) keepYoungHeapSmall();
    const kept = [];
    for (let i = 0; i < 3e6; i++) kept[i % 200000] = { i };
    const { getHeapSpaceStatistics } = await import('node:v8');
    console.log(getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size / 1e6);
  `;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}

it('keeps the young generation small, which V8 would enlarge', () => {
  expect(megabytes(false)).toBeGreaterThan(15);
  expect(megabytes(true)).toBeLessThan(5);
});
