import { crc32, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { tarOf, zipOf } from './archives.ts';
import type { Broken } from './broken.ts';
import { catsAndDogs, fileOf, folderOf, picture, pictures } from './world.ts';

const images = (path: string, more: object = {}) => ({ source: 'images', path, ...more });
const withFiles = async (files: Record<string, Uint8Array | string>, more: object = {}) =>
  images(folderOf({ ...(await catsAndDogs()), ...files }), more);

const photo = () =>
  sharp({ create: { width: 64, height: 64, channels: 3, background: '#a52' } })
    .jpeg()
    .toBuffer();
const cut = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));
const spoilt = (bytes: Buffer, at: number) => Buffer.from(bytes).fill(0xff, at, at + 12);

/** A PNG that says it has so many pixels on each side: https://www.w3.org/TR/png-3/#11IHDR */
function ofSize(png: Buffer, side: number): Buffer {
  const bytes = Buffer.from(png);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

export const brokenImages: readonly Broken[] = [
  ['a folder that is not there', 'path', async () => images('/none/such'), ['/none/such', 'there is none']],
  ['an archive that is empty', 'path', async () => images(fileOf('a.tar', '')), ['a.tar, which is empty', '.tar.gz']],
  [
    'a file that is no archive',
    'path',
    async () => images(fileOf('a.tar', 'x'.repeat(2000))),
    ['no tar archive', '.zip'],
  ],
  ['a folder without images', 'path', async () => images(folderOf({ 'a/readme': 'x' })), ['without an image']],
  [
    'a tar that is cut off',
    'path',
    async () => images(fileOf('a.tar', (await tarOf(await catsAndDogs())).subarray(0, 3000))),
    ['a.tar', 'broken after cat/2.png', 'Unexpected end of data'],
  ],
  [
    'a tar.gz that is cut off',
    'path',
    async () => images(fileOf('a.tgz', cut(gzipSync(await tarOf(await catsAndDogs()))))),
    ['a.tgz', 'gzip is broken or cut off'],
  ],
  [
    'a zip that is cut off',
    'path',
    async () => images(fileOf('a.zip', cut(zipOf(await catsAndDogs())))),
    ['a.zip', 'its directory, which stands at the end, is missing'],
  ],
  [
    'a zip with a broken entry',
    'path',
    async () => images(fileOf('a.zip', spoilt(zipOf(await catsAndDogs(), { method: 0 }), 60))),
    ['a.zip', 'cat/0.png is broken', 'checksum'],
  ],
  [
    'a zip with an entry that does not unpack',
    'path',
    async () => images(fileOf('a.zip', spoilt(zipOf(await catsAndDogs()), 38))),
    ['a.zip', 'cat/0.png is broken', 'unzip -t'],
  ],
  [
    'a zip with a broken directory',
    'path',
    async () => {
      const zip = zipOf(await catsAndDogs());
      return images(fileOf('a.zip', spoilt(zip, zip.readUInt32LE(zip.length - 6))));
    },
    ['its directory is broken'],
  ],
  [
    'an encrypted zip',
    'path',
    async () => images(fileOf('a.zip', zipOf(await catsAndDogs(), { flags: 1 }))),
    ['cat/0.png', 'it is encrypted'],
  ],
  [
    'a zip that is packed in another way',
    'path',
    async () => images(fileOf('a.zip', zipOf(await catsAndDogs(), { method: 12 }))),
    ['packed with method 12', 'stored and deflated'],
  ],
  [
    'an image that is cut off',
    'path',
    async () => withFiles({ 'cat/x.jpg': cut(await photo()) }),
    ['/cat/x.jpg', 'a JPEG file that is broken or cut off', 'JPEG, PNG, WebP or GIF'],
  ],
  [
    'an image that is broken',
    'path',
    async () => withFiles({ 'cat/x.png': spoilt(await picture(99), 60) }),
    ['/cat/x.png', 'a PNG file that is broken'],
  ],
  [
    'an image that is too large to be held',
    'path',
    async () => withFiles({ 'cat/x.png': ofSize(await picture(99), 60_000) }),
    ['/cat/x.png', 'a PNG file that has more than 100000000 pixels'],
  ],
  ['an empty image', 'path', async () => withFiles({ 'dog/x.png': '' }), ['/dog/x.png', 'an empty file']],
  [
    'an image in another format',
    'path',
    async () => withFiles({ 'dog/x.bmp': 'BM0000000000' }),
    ['/dog/x.bmp', 'a file in BMP format', 'JPEG, PNG, WebP or GIF'],
  ],
  [
    'a web page that is called an image',
    'path',
    async () => withFiles({ 'dog/x.jpg': '<!DOCTYPE html>' }),
    ['/dog/x.jpg', 'begins with "<!DOCTYP"'],
  ],
  [
    'another file among images',
    'path',
    async () => withFiles({ 'dog/notes.txt': 'a dog' }),
    ['/dog/notes.txt', 'a file that is no image', 'folders of classes'],
  ],
  [
    'images of different sizes without a size',
    'path',
    async () => withFiles({ 'cat/x.png': await picture(99, [5, 6]) }),
    ['/cat/x.png', '5 x 6 pixels', '4 x 6 like cat/0.png', 'data.size'],
  ],
  [
    'an image outside of the folders of classes',
    'path',
    async () => withFiles({ 'x.png': await picture(99) }),
    ['/x.png', 'outside the folders of classes'],
  ],
  [
    'an image outside of the folders of splits',
    'path',
    async () =>
      images(
        folderOf({
          ...(await pictures(9, 'train/cat')),
          ...(await pictures(9, 'train/dog', 20)),
          'cat/x.png': await picture(99),
        }),
      ),
    ['/cat/x.png', 'train, validation or test'],
  ],
  [
    'an empty class',
    'path',
    async () => withFiles({ 'bird/': '' }),
    ['/bird/', 'a folder without an image', 'images of every class'],
  ],
  ['a single class', '', async () => images(folderOf(await pictures(9, 'a/cat'))), ['got 1 class', 'at least 2']],
  [
    'a class with too few images',
    '',
    async () => withFiles(await pictures(2, 'bird', 50)),
    ['got 2 examples of class bird', 'enough for train'],
  ],
  [
    'a class whose images are all the same',
    '',
    async () => {
      const same = await picture(99);
      return withFiles(Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`bird/${i}.png`, same])));
    },
    ['9 examples of class bird, only 1 of them different', 'allowLeaks: true'],
  ],
  [
    'a class that only the test split has',
    'path',
    async () =>
      images(
        folderOf({
          ...(await pictures(9, 'train/cat')),
          ...(await pictures(9, 'train/dog', 20)),
          ...(await pictures(2, 'test/bird', 50)),
        }),
      ),
    ['/test/bird/0.png', 'class bird in the test split', 'cat, dog'],
  ],
  [
    'an image that two splits have',
    '',
    async () =>
      images(
        folderOf({
          ...(await pictures(9, 'train/cat')),
          ...(await pictures(9, 'train/dog', 20)),
          'test/cat/again.png': await picture(3),
        }),
      ),
    ['1 examples that are in two splits', 'test/cat/again.png (test)', 'train/cat/3.png (train)', 'allowLeaks: true'],
  ],
  [
    'a CIFAR file that is cut off',
    'path',
    async () => ({ source: 'cifar', path: fileOf('x.bin', Buffer.alloc(3072)) }),
    ['x.bin', '3072 bytes', 'records of 3073 bytes, or data.classes: 100'],
  ],
  [
    'a CIFAR label that stands for nothing',
    'path',
    async () => ({ source: 'cifar', path: fileOf('x.bin', Buffer.alloc(2 * 3073, 10)) }),
    ['x.bin, record 1', 'label 10', '0 to 9'],
  ],
  [
    'an archive without CIFAR files',
    'path',
    async () => ({ source: 'cifar', path: fileOf('x.tar', await tarOf({ 'a.txt': 'x' })) }),
    ['no file that ends in .bin'],
  ],
];
