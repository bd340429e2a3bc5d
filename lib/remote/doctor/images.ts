import {
  DescribeImagesCommand,
  ECRClient,
  ImageNotFoundException,
  RepositoryNotFoundException,
} from '@aws-sdk/client-ecr';
import type { StackOutputs } from '../outputs.ts';
import { type Check, failed, looked, ok } from './check.ts';

/** The trainer's images, as the job definitions name them. */
export const checkImages = ({ GpuImageUri, CpuImageUri }: StackOutputs): Promise<readonly Check[]> =>
  Promise.all([checkImage('image for GPUs', GpuImageUri), checkImage('image for CPUs', CpuImageUri)]);

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-pull-ecr-image.html */
const URI = /^(\d+)\.dkr\.ecr\.([\w-]+)\.[\w.]+\/([^:@]+)(?::([^@]+)|@(.+))$/;

const checkImage = (name: string, uri: string): Promise<Check> =>
  looked(name, async () => {
    const [, registryId, region, repositoryName, imageTag, imageDigest] = URI.exec(uri) ?? [];
    if (!region) return failed(name, `${uri} is not an image in ECR`, 'npx cdk deploy');
    const image = imageTag ? { imageTag } : { imageDigest };
    const describe = new DescribeImagesCommand({ registryId, repositoryName, imageIds: [image] });
    try {
      const { imageDetails = [] } = await new ECRClient({ region, maxAttempts: 8 }).send(describe);
      if (!imageDetails[0]) return missing(name, uri);
      const { imageSizeInBytes = 0, imagePushedAt } = imageDetails[0];
      const gigabytes = (imageSizeInBytes / 1e9).toFixed(1);
      return ok(name, `${gigabytes} GB${imagePushedAt ? `, pushed ${imagePushedAt.toISOString().slice(0, 10)}` : ''}`);
    } catch (error) {
      if (!(error instanceof ImageNotFoundException || error instanceof RepositoryNotFoundException)) throw error;
      return missing(name, uri);
    }
  });

const missing = (name: string, uri: string) =>
  failed(name, `there is no ${uri}`, 'npx cdk deploy builds and pushes it');
