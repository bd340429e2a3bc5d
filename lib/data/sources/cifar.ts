import type { Dataset } from '../dataset.ts';
import { DataError } from '../errors.ts';
import { readBytes } from '../files/bytes.ts';
import type { LocalFile } from '../files/local.ts';
import { classLabels } from '../labels.ts';
import { checkMemory } from '../memory.ts';
import { pixelDataset } from '../pixel-dataset.ts';
import type { SpecOf } from '../source.ts';
import { entriesOf, isTree, placeOf } from '../tree/tree.ts';
import type { Reading } from './read.ts';

const SIDE = 32;
const PLANE = SIDE * SIDE;
const PIXELS = 3 * PLANE;
const FIELD = 'path';

const CIFAR_10 = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

/** A file of the binary version: records, or the names of the classes, one a line. */
interface Part {
  readonly place: string;
  readonly bytes: Buffer;
}

const isNames = ({ place }: Part) => /(batches\.meta|fine_label_names)\.txt$/.test(place);
const isTest = ({ place }: Part) => /(^|\/)test[^/]*$/i.test(place);

/**
 * CIFAR-10 and CIFAR-100 in their binary version (https://www.cs.toronto.edu/~kriz/cifar.html): records of a label, with 100
 * classes a coarse and a fine one, and 32 x 32 pixels, all red ones first. Files whose names begin with `test` are the test
 * split.
 * @throws DataError naming a file that is cut off, or a record whose label stands for no class
 */
export async function readCifar(spec: SpecOf<'cifar'>, { files, onProgress }: Reading): Promise<Dataset> {
  const parts: Part[] = [];
  for (const path of [spec.path].flat()) parts.push(...(await partsOf(await files.open(FIELD, path))));
  const classes = namesOf(parts.find(isNames), spec.classes);
  const binaries = parts.filter((part) => !isNames(part)).sort((a, b) => (a.place < b.place ? -1 : 1));
  if (binaries.length === 0) {
    throw new DataError({ field: FIELD, got: 'no file that ends in .bin', allowed: 'the files of the binary version' });
  }
  const record = (spec.classes === 10 ? 1 : 2) + PIXELS;
  const records = binaries.flatMap((part) => recordsOf(part, record));
  checkMemory(FIELD, records.length, PIXELS, 'name fewer files');
  const pixels = new Uint8Array(records.length * PIXELS);
  for (const [i, { bytes }] of records.entries()) {
    interleave(bytes.subarray(-PIXELS), pixels.subarray(i * PIXELS, (i + 1) * PIXELS));
    onProgress(i + 1);
  }
  const given = binaries.some(isTest) ? records.map(({ part }) => (isTest(part) ? 'test' : 'train')) : undefined;
  const place = (example: number) => placeOfRecord(records[example]!);
  const names = records.map((one) => nameOf(one, classes));
  return pixelDataset({
    input: [SIDE, SIDE, 3],
    pixels,
    labels: classLabels({ field: FIELD, names, given, place }),
    given,
    place,
  });
}

async function partsOf(file: LocalFile): Promise<readonly Part[]> {
  if (!(await isTree(file))) return [{ place: file.name, bytes: await readBytes(file) }];
  const parts: Part[] = [];
  for await (const entry of entriesOf(file)) {
    const part = { place: placeOf(file, entry.path), bytes: Buffer.alloc(0) };
    if (isNames(part) || entry.path.endsWith('.bin')) parts.push({ ...part, bytes: await entry.read() });
  }
  return parts;
}

function namesOf(part: Part | undefined, classes: 10 | 100): readonly string[] {
  const lines = part?.bytes.toString('utf8').split(/\r?\n/).filter(Boolean);
  if (lines?.length === classes) return lines;
  return classes === 10 ? CIFAR_10 : Array.from({ length: classes }, (_, label) => String(label));
}

interface BinaryRecord {
  readonly part: Part;
  readonly index: number;
  readonly bytes: Buffer;
}

const placeOfRecord = ({ part, index }: BinaryRecord) => `${part.place}, record ${index + 1}`;

function recordsOf(part: Part, size: number): readonly BinaryRecord[] {
  const { bytes, place } = part;
  if (bytes.length === 0 || bytes.length % size !== 0) {
    const allowed = `records of ${size} bytes, or data.classes: ${size === 1 + PIXELS ? 100 : 10}`;
    throw new DataError({ field: FIELD, place, got: `${bytes.length} bytes`, allowed });
  }
  return Array.from({ length: bytes.length / size }, (_, index) => ({
    part,
    index,
    bytes: bytes.subarray(index * size, (index + 1) * size),
  }));
}

function nameOf(record: BinaryRecord, classes: readonly string[]): string {
  const label = record.bytes.at(-PIXELS - 1)!;
  const name = classes[label];
  if (name !== undefined) return name;
  const place = placeOfRecord(record);
  throw new DataError({ field: FIELD, place, got: `label ${label}`, allowed: `0 to ${classes.length - 1}` });
}

/** From all red, all green, all blue pixels to pixel after pixel. */
function interleave(planes: Uint8Array, pixels: Uint8Array): void {
  for (let i = 0; i < PLANE; i++)
    for (let channel = 0; channel < 3; channel++) pixels[3 * i + channel] = planes[channel * PLANE + i]!;
}
