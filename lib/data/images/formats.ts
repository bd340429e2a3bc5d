/** Image formats that are read. */
export const FORMATS = 'an image in JPEG, PNG, WebP or GIF format';

interface Format {
  readonly isSupported: boolean;
  /** Its name, or what the file begins with. */
  readonly words: string;
}

const SIGNATURES: readonly (readonly [name: string, isSupported: boolean, pattern: RegExp])[] = [
  ['JPEG', true, /^\xff\xd8\xff/],
  ['PNG', true, /^\x89PNG/],
  ['WebP', true, /^RIFF.{4}WEBP/s],
  ['GIF', true, /^GIF8[79]a/],
  ['BMP', false, /^BM/],
  ['TIFF', false, /^(II\*\0|MM\0\*)/],
  ['HEIF', false, /^.{4}ftyp/s],
];

const LONGEST = 12;

/** The format of an image file, by its first bytes. */
export function formatOf(file: Buffer): Format {
  if (file.length === 0) return { isSupported: false, words: 'an empty file' };
  const head = file.toString('latin1', 0, LONGEST);
  const [name, isSupported] = SIGNATURES.find(([, , pattern]) => pattern.test(head)) ?? [];
  if (name !== undefined) return { isSupported: isSupported!, words: isSupported ? name : `a file in ${name} format` };
  return { isSupported: false, words: `a file that begins with ${JSON.stringify(head.slice(0, 8))}` };
}
