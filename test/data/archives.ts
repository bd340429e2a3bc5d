import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync } from 'node:zlib';
import tar from 'tar-stream';

/** Files by their paths; a path that ends in `/` is a folder. */
export type FilesByPath = Readonly<Record<string, Uint8Array | string>>;

export async function tarOf(files: FilesByPath): Promise<Buffer> {
  const pack = tar.pack();
  for (const [name, bytes] of Object.entries(files)) {
    if (name.endsWith('/')) pack.entry({ name, type: 'directory' });
    else pack.entry({ name }, Buffer.from(bytes as Uint8Array));
  }
  pack.finalize();
  return buffer(pack);
}

export interface ZipOptions {
  /** 0 stores, 8 deflates; others are only claimed. */
  readonly method?: number;
  readonly flags?: number;
  /** Sizes and places in the 64-bit records. */
  readonly isLong?: boolean;
}

/** A zip archive as https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT has it. */
export function zipOf(files: FilesByPath, { method = 8, flags = 0, isLong = false }: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  for (const [path, content] of Object.entries(files)) {
    const bytes = Buffer.from(content as Uint8Array);
    const packed = method === 8 ? deflateRawSync(bytes) : bytes;
    const name = Buffer.from(path);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(method, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(isLong ? 0xffffffff : packed.length, 14);
    shared.writeUInt32LE(isLong ? 0xffffffff : bytes.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const extra = isLong ? long(0x0001, [bytes.length, packed.length, length()]) : Buffer.alloc(0);
    shared.writeUInt16LE(extra.length, 24);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(isLong ? 0xffffffff : length(), 10);
    directory.push(signed(0x02014b50, 2), shared, place, name, extra);
    parts.push(signed(0x04034b50), shared, name, extra, packed);
  }
  const begin = length();
  const listed = Buffer.concat(directory);
  const count = Object.keys(files).length;
  const end = Buffer.alloc(18);
  if (!isLong) {
    end.writeUInt16LE(count, 6);
    end.writeUInt32LE(listed.length, 8);
    end.writeUInt32LE(begin, 12);
    return Buffer.concat([...parts, listed, signed(0x06054b50), end]);
  }
  const record = Buffer.alloc(52);
  for (const [i, value] of [count, count, listed.length, begin].entries())
    record.writeBigUInt64LE(BigInt(value), 20 + 8 * i);
  const locator = Buffer.alloc(16);
  locator.writeBigUInt64LE(BigInt(begin + listed.length), 4);
  end.fill(0xff, 0, 16);
  return Buffer.concat([
    ...parts,
    listed,
    signed(0x06064b50),
    record,
    signed(0x07064b50),
    locator,
    signed(0x06054b50),
    end,
  ]);
}

/** A signature and so many empty bytes behind it. */
function signed(signature: number, empty = 0): Buffer {
  const bytes = Buffer.alloc(4 + empty);
  bytes.writeUInt32LE(signature);
  return bytes;
}

function long(id: number, values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 8 * values.length);
  bytes.writeUInt16LE(id);
  bytes.writeUInt16LE(8 * values.length, 2);
  for (const [i, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 4 + 8 * i);
  return bytes;
}
