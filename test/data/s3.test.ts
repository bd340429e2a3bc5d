import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { PATHS } from '../../lib/data/address.ts';
import { isInS3, parseS3Address, s3Address } from '../../lib/data/s3-address.ts';
import { idx } from './idx.ts';
import { read } from './read.ts';

const sdk = mockClient(S3Client);
const images = 's3://mine/data/images.idx';
const labels = 's3://mine/labels.idx';
const body = (bytes: Uint8Array) => ({ Body: Readable.from([bytes]) as never, ContentLength: bytes.length });
const source = { source: 'idx', images, labels };

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
    sdk
      .on(GetObjectCommand, { Bucket: 'mine', Key: 'data/images.idx' })
      .callsFake(async () => body(idx([2, 1, 1], [5, 6])));
    sdk.on(GetObjectCommand, { Bucket: 'mine', Key: 'labels.idx' }).callsFake(async () => body(idx([2], [0, 1])));
  });

  it('are read as those on a disk', async () => {
    const dataset = await read(source);
    expect(dataset.labels).toMatchObject({ classes: ['0', '1'] });
    expect(dataset.prepare(Int32Array.of(0)).rows.map((row) => row[0])).toEqual([5, 6]);
  });

  it('are asked for again when the connection is lost, and refused when it is lost each time', async () => {
    const cut = { Body: Readable.from([Uint8Array.of(0)]) as never, ContentLength: 99 };
    sdk
      .on(GetObjectCommand, { Key: 'labels.idx' })
      .resolvesOnce(cut)
      .resolves(body(idx([2], [0, 1])));
    expect((await read(source)).labels).toMatchObject({ classes: ['0', '1'] });
    sdk
      .on(GetObjectCommand, { Key: 'labels.idx' })
      .callsFake(async () => ({ ...cut, Body: Readable.from([Uint8Array.of(0)]) }));
    await expect(read(source)).rejects.toThrow(
      /^data\.labels: got s3:\/\/mine\/labels\.idx; .*it ended after 1 of 99 bytes/,
    );
  });

  it.each([
    ['NoSuchKey', 'there is no such object'],
    ['NoSuchBucket', 'there is no bucket mine'],
    ['AccessDenied', 'AWS denies s3:GetObject; a search on AWS may read the bucket of its stack'],
    ['PermanentRedirect', 'bucket mine is in another region'],
    ['SlowDown', 'the message'],
  ])('with %s are refused in words', async (name, says) => {
    sdk.on(GetObjectCommand, { Key: 'labels.idx' }).rejects(Object.assign(new Error('the message'), { name }));
    await expect(read(source)).rejects.toMatchObject({
      name: 'DataError',
      message: `data.labels: got ${labels}; allowed: ${PATHS} that can be read (${says})`,
    });
  });

  it('are what a path of another computer should have been', async () => {
    await expect(read({ ...source, images: '/home/ada/images.idx' })).rejects.toThrow(
      `data.images: got /home/ada/images.idx; allowed: ${PATHS}, to be read where the search trains (there is none)`,
    );
  });
});
