import { hash } from 'node:crypto';
import type { Row } from './dataset.ts';

/** Equal for rows of equal bytes. */
export const contentOf = (row: Row): string =>
  hash('sha256', new Uint8Array(row.buffer, row.byteOffset, row.byteLength), 'base64');
