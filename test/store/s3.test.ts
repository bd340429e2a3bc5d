import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import 'aws-sdk-client-mock-vitest/extend';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { s3Artefacts } from '../../lib/store/s3/artefacts.ts';
import { s3Client } from '../../lib/store/s3/client.ts';

const Bucket = 'artefacts';
const sdk = mockClient(S3Client);
const store = s3Artefacts(s3Client({}), Bucket);
beforeEach(() => sdk.reset());

describe('artefacts in S3', () => {
  it('are put and deleted whole', async () => {
    const Body = Uint8Array.of(1, 2);
    await store.put('a/b', Body);
    await store.delete('a/b');
    expect(sdk).toHaveReceivedCommandWith(PutObjectCommand, { Bucket, Key: 'a/b', Body });
    expect(sdk).toHaveReceivedCommandWith(DeleteObjectCommand, { Bucket, Key: 'a/b' });
  });

  it('are undefined when S3 knows no such key; other errors are passed on', async () => {
    const denied = Object.assign(new Error('denied'), { name: 'AccessDenied' });
    const none = new NoSuchKey({ $metadata: {}, message: 'none' });
    sdk.on(GetObjectCommand).rejectsOnce(none).rejectsOnce(denied);
    expect(await store.get('a/b')).toBeUndefined();
    await expect(store.get('a/b')).rejects.toBe(denied);
  });

  it('are read again when the connection dies on the way, a few times', async () => {
    const died = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
    const torn = { Body: { transformToByteArray: () => Promise.reject(died) } } as never;
    const whole = { Body: { transformToByteArray: async () => Uint8Array.of(1) } } as never;
    sdk.on(GetObjectCommand).resolvesOnce(torn).resolvesOnce(torn).resolvesOnce(whole).resolves(torn);
    expect(await store.get('a/b')).toEqual(Uint8Array.of(1));
    await expect(store.get('a/b')).rejects.toBe(died);
    expect(sdk).toHaveReceivedCommandTimes(GetObjectCommand, 3 + 5);
  });

  it('are listed over every page', async () => {
    sdk
      .on(ListObjectsV2Command)
      .resolvesOnce({ Contents: [{ Key: 'a/1' }], IsTruncated: true, NextContinuationToken: 'next' })
      .resolvesOnce({ Contents: [{ Key: 'a/2' }] });
    expect(await store.list('a/')).toEqual(['a/1', 'a/2']);
    expect(sdk).toHaveReceivedNthCommandWith(ListObjectsV2Command, 1, { Bucket, Prefix: 'a/' });
    expect(sdk).toHaveReceivedNthCommandWith(ListObjectsV2Command, 2, { Bucket, ContinuationToken: 'next' });
  });

  it("are addressed by host at AWS, by path at an endpoint of one's own", () => {
    expect(s3Client({}).config.forcePathStyle).toBe(false);
    expect(s3Client({ AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' }).config.forcePathStyle).toBe(true);
    expect(s3Client({ AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:5000' }).config.forcePathStyle).toBe(true);
  });
});
