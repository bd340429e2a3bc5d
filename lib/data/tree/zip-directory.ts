import type { FileHandle } from 'node:fs/promises';

/** What a zip archive's directory says of an entry. */
export interface Member {
  readonly path: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of the entry's own header. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT = 0xffff;
/** Archives with more than 65,535 entries or 4 GiB have a second end record, and a locator of it before the first. */
const LOCATOR = 0x07064b50;
const LOCATOR_BYTES = 20;
const END_64 = 0x06064b50;
const END_64_BYTES = 56;
const MEMBER = 0x02014b50;
const MEMBER_BYTES = 46;
const EXTRA_64 = 0x0001;
const IN_EXTRA = 0xffffffff;

/** The directory of a zip archive, which stands at its end. @throws RangeError when there is none */
export async function readDirectory(handle: FileHandle): Promise<readonly Member[]> {
  const { size } = await handle.stat();
  const length = Math.min(size, LOCATOR_BYTES + END_BYTES + MAX_COMMENT);
  const tail = await readAt(handle, size - length, length);
  const end = tail.lastIndexOf(signature(END));
  if (end < 0 || end + END_BYTES > length) throw new RangeError('its directory, which stands at the end, is missing');
  const { position, bytes, count } = await directoryOf(handle, tail, end);
  if (position + bytes > size) throw new RangeError('its directory is cut off');
  const directory = await readAt(handle, position, bytes);
  const members: Member[] = [];
  for (let at = 0; members.length < count; ) {
    if (at + MEMBER_BYTES > bytes || directory.readUInt32LE(at) !== MEMBER)
      throw new RangeError('its directory is broken');
    const [name, extra, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset));
    const next = at + MEMBER_BYTES + name! + extra! + comment!;
    if (next > bytes) throw new RangeError('its directory is broken');
    members.push(memberOf(directory.subarray(at, next), name!, extra!));
    at = next;
  }
  return members;
}

async function directoryOf(handle: FileHandle, tail: Buffer, end: number) {
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && tail.readUInt32LE(locator) === LOCATOR) {
    const record = await readAt(handle, Number(tail.readBigUInt64LE(locator + 8)), END_64_BYTES);
    if (record.readUInt32LE(0) !== END_64) throw new RangeError('its directory is broken');
    const [count, bytes, position] = [32, 40, 48].map((offset) => Number(record.readBigUInt64LE(offset)));
    return { count: count!, bytes: bytes!, position: position! };
  }
  return {
    count: tail.readUInt16LE(end + 10),
    bytes: tail.readUInt32LE(end + 12),
    position: tail.readUInt32LE(end + 16),
  };
}

function memberOf(record: Buffer, name: number, extra: number): Member {
  const fields = [24, 20, 42].map((offset) => record.readUInt32LE(offset));
  const long = extra64(record.subarray(MEMBER_BYTES + name, MEMBER_BYTES + name + extra));
  // The long record has those of the three that do not fit, in this order.
  const [bytes, packedBytes, offset] = fields.map((value) => (value === IN_EXTRA && long ? long() : value));
  return {
    path: record.toString('utf8', MEMBER_BYTES, MEMBER_BYTES + name),
    flags: record.readUInt16LE(8),
    method: record.readUInt16LE(10),
    crc: record.readUInt32LE(16),
    packedBytes: packedBytes!,
    bytes: bytes!,
    offset: offset!,
  };
}

/** Gives the 64-bit values of a member one after the other; undefined when it has none. */
function extra64(extra: Buffer): (() => number) | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== EXTRA_64) continue;
    let next = at + 4;
    return () => {
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    };
  }
  return undefined;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** @throws RangeError when the file ends before */
export async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new RangeError('it is cut off');
  return buffer;
}
