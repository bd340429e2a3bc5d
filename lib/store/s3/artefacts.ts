import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { checkKey, folderOf } from '../artefact-key.ts';
import type { ArtefactStore } from '../ports.ts';
import { untilWhole } from './whole.ts';

/**
 * Artefacts as objects of an S3 bucket, each at its key. A put is atomic and every later read and list sees it:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
 */
export function s3Artefacts(client: S3Client, bucket: string): ArtefactStore {
  const objectOf = (key: string) => {
    checkKey(key);
    return { Bucket: bucket, Key: key };
  };

  return {
    async put(key, bytes) {
      await client.send(new PutObjectCommand({ ...objectOf(key), Body: bytes }));
    },

    async get(key) {
      return untilWhole(() => client.send(new GetObjectCommand(objectOf(key)))).catch((error: unknown) => {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      });
    },

    async list(prefix) {
      folderOf(prefix);
      const keys: string[] = [];
      for await (const page of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
        keys.push(...(page.Contents ?? []).map(({ Key }) => Key!));
      }
      return keys.sort();
    },

    async delete(key) {
      await client.send(new DeleteObjectCommand(objectOf(key)));
    },

    locate(key) {
      checkKey(key);
      return `s3://${bucket}/${key}`;
    },
  };
}
