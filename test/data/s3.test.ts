import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { isInS3, parseS3Address, s3Address } from '../../lib/data/s3-address.ts';
import { readIdx } from '../../lib/data/sources/idx.ts';
import { idx } from './idx.ts';

const sdk = mockClient(S3Client);
const images = 's3://mine/data/images.idx';
const labels = 's3://mine/labels.idx';
const body = (bytes: Uint8Array) => ({ Body: { transformToByteArray: async () => bytes } as never });

describe('addresses in S3', () => {
  it.each([
    ['s3://bucket/key', { bucket: 'bucket', key: 'key' }],
    ['s3://my.bucket-1/a/b c.gz', { bucket: 'my.bucket-1', key: 'a/b c.gz' }],
  ])('%s', (path, address) => {
    expect(isInS3(path)).toBe(true);
    expect(parseS3Address(path)).toEqual(address);
    expect(s3Address(address)).toBe(path);
  });

  it.each(['s3://bucket', 's3://bucket/', 's3:///key', 's3://Bucket/key', '/s3/key', 'key'])('%s is none', (path) => {
    expect(parseS3Address(path)).toBeUndefined();
  });
});

describe('IDX files in S3', () => {
  beforeEach(() => {
    sdk.reset();
    sdk.on(GetObjectCommand, { Bucket: 'mine', Key: 'data/images.idx' }).resolves(body(idx([2, 1, 1], [5, 6])));
    sdk.on(GetObjectCommand, { Bucket: 'mine', Key: 'labels.idx' }).resolves(body(idx([2], [0, 1])));
  });

  it('are read as those on a disk', async () => {
    expect(await readIdx({ images, labels })).toMatchObject({ input: [1, 1, 1], classes: ['0', '1'] });
  });

  it.each([
    ['NoSuchKey', 'there is no such object'],
    ['NoSuchBucket', 'there is no bucket mine'],
    ['AccessDenied', 'AWS denies s3:GetObject; a search on AWS may read the bucket of its stack'],
    ['PermanentRedirect', 'bucket mine is in another region'],
    ['SlowDown', 'the message'],
  ])('with %s are refused in words', async (name, says) => {
    sdk.on(GetObjectCommand, { Key: 'labels.idx' }).rejects(Object.assign(new Error('the message'), { name }));
    await expect(readIdx({ images, labels })).rejects.toMatchObject({
      name: 'DataError',
      message: `data.labels: got ${labels}; allowed: an object s3://bucket/key that can be read (${says})`,
    });
  });

  it('are named where the address is none', async () => {
    await expect(readIdx({ images: 's3://mine', labels })).rejects.toThrow(
      'data.images: got s3://mine; allowed: an object',
    );
  });

  it('are what a path of another computer should have been', async () => {
    await expect(readIdx({ images: '/home/ada/images.idx', labels })).rejects.toThrow(
      /^data\.images: got \/home\/ada\/images\.idx; allowed: a file that can be read where the search trains, or s3:\/\/bucket\/key \(ENOENT/,
    );
  });
});
