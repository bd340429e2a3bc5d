import { DataError } from '../errors.ts';
import { bytesOf, type LocalFile } from './local.ts';

const NEWLINE = 0x0a;

/**
 * The text of a file in UTF-8, piece by piece, plain or gzipped; a byte order mark is left out.
 * @throws DataError naming the line that is not UTF-8
 */
export async function* textOf(file: LocalFile): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  for await (const chunk of bytesOf(file)) {
    try {
      yield decoder.decode(chunk, { stream: true });
    } catch {
      throw notText(file, lines + linesUntilFault(chunk));
    }
    lines += countLines(chunk);
  }
  try {
    yield decoder.decode();
  } catch {
    throw notText(file, lines);
  }
}

const notText = ({ field, name }: LocalFile, line: number) =>
  new DataError({
    field,
    place: `${name}, line ${line}`,
    got: 'bytes that are no UTF-8',
    allowed: 'text in UTF-8 (iconv -t UTF-8 turns other encodings into it)',
  });

/** A character may have begun in the chunk before; its continuation is no fault. */
function linesUntilFault(chunk: Uint8Array): number {
  const begin = chunk.findIndex((byte) => (byte & 0xc0) !== 0x80);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 0;
  for (let from = Math.max(0, begin); ; lines++) {
    const newline = chunk.indexOf(NEWLINE, from);
    if (newline < 0) return lines;
    try {
      decoder.decode(chunk.subarray(from, newline));
    } catch {
      return lines;
    }
    from = newline + 1;
  }
}

function countLines(chunk: Uint8Array): number {
  let count = 0;
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** The lines of a file with their numbers, from 1; without their line breaks, empty ones too. */
export async function* linesOf(file: LocalFile): AsyncGenerator<readonly [line: string, number: number]> {
  let rest = '';
  let number = 1;
  for await (const text of textOf(file)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield [line.replace(/\r$/, ''), number++];
  }
  if (rest !== '') yield [rest, number];
}
