import { DataError } from './errors.ts';

/**
 * Bytes that the examples of a data set may have together. They are held in memory while they are read, and again by every
 * trainer; and a split is one file, which Node reads up to 2 GiB (fs.readFile).
 */
export const MAX_BYTES = 2 ** 31 - 1;

/** @throws DataError when so many examples of so many bytes are too large */
export function checkMemory(field: string, count: number, bytes: number, remedy: string): void {
  if (count * bytes <= MAX_BYTES) return;
  throw new DataError({
    field,
    got: `more than ${(MAX_BYTES / 2 ** 30).toFixed(0)} GiB of examples: ${count} of ${bytes} bytes each`,
    allowed: `${MAX_BYTES} bytes together; ${remedy}`,
  });
}
