import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** A table in a file that is gone when the test is over. */
export function tableFile(text: string, { gzipped = false } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'spotnas-table-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, gzipped ? 'table.csv.gz' : 'table.csv');
  writeFileSync(path, gzipped ? gzipSync(text) : text);
  return path;
}

/** All 81 rows of `categorical:4x3`: the more twos the better, the slower and the dearer. */
export function ternaryTable(): string {
  const rows = Array.from({ length: 81 }, (_, i) => {
    const arch = i.toString(3).padStart(4, '0');
    const sum = [...arch].reduce((total, digit) => total + Number(digit), 0);
    return `${arch},${sum},${sum * 10},${1 + sum}`;
  });
  return ['arch,acc,test,ms', ...rows, ''].join('\n');
}
