import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../lib/remote/connect.ts';
import type { Stores } from '../../lib/store/ports.ts';
import { awsError, outputs, stackOf } from './stack.ts';

const sdk = mockClient(CloudFormationClient);
const stores = {} as Stores;
const open = vi.fn(async () => stores);

describe('a deployed stack', () => {
  beforeEach(() => {
    sdk.reset();
    open.mockClear();
    vi.stubEnv('AWS_REGION', 'us-east-1');
  });
  afterEach(() => void vi.unstubAllEnvs());

  it('is found by its name, and its stores by its outputs', async () => {
    sdk.on(DescribeStacksCommand, { StackName: 'Mine' }).resolves({ Stacks: [stackOf()] });
    const target = { stack: 'Mine' };
    expect(await connect(target, open)).toEqual({ target, outputs, stores });
    expect(open).toHaveBeenCalledWith('aws:spotnas-table/spotnas-bucket');
    expect(process.env.AWS_REGION).toBe('us-east-1');
  });

  it('is looked for in the region that is asked for', async () => {
    sdk.on(DescribeStacksCommand).resolves({ Stacks: [stackOf()] });
    await connect({ stack: 'Spotnas', region: 'eu-north-1' }, open);
    expect(process.env.AWS_REGION).toBe('eu-north-1');
  });

  describe('that is not there', () => {
    const missing = awsError('ValidationError', 'Stack with id Spotnas does not exist');

    it('is told from those that are, on every page', async () => {
      sdk.on(DescribeStacksCommand).callsFake(async ({ StackName, NextToken }) => {
        if (StackName) throw missing;
        if (!NextToken) return { Stacks: [stackOf(outputs, { StackName: 'Mine' })], NextToken: 'next' };
        return { Stacks: [stackOf({}, { Description: 'another' }), stackOf(outputs, { StackName: 'Yours' })] };
      });
      await expect(connect({ stack: 'Spotnas' }, open)).rejects.toMatchObject({
        name: 'StackError',
        message:
          '--stack: got Spotnas, which is not there (in your default region; --region names another); allowed: Mine, Yours',
      });
    });

    it.each([
      ['there is none', { Stacks: [] }],
      ['they may not be listed', undefined],
    ])('says how to deploy when %s', async (_, listed) => {
      if (listed) sdk.on(DescribeStacksCommand).resolves(listed);
      else sdk.on(DescribeStacksCommand).rejects(awsError('AccessDenied', 'no', 403));
      sdk.on(DescribeStacksCommand, { StackName: 'Spotnas' }).rejects(missing);
      await expect(connect({ stack: 'Spotnas', region: 'eu-north-1' }, open)).rejects.toThrow(
        '(in eu-north-1); allowed: a stack that is deployed: npx cdk deploy makes Spotnas',
      );
    });
  });

  it('of another version is refused with what it lacks', async () => {
    const { TopicArn: _, ...older } = outputs;
    sdk.on(DescribeStacksCommand).resolves({ Stacks: [stackOf(older, { StackStatus: 'UPDATE_COMPLETE' })] });
    await expect(connect({ stack: 'Spotnas' }, open)).rejects.toThrow(
      'got Spotnas, which is UPDATE_COMPLETE and lacks the outputs TopicArn',
    );
  });

  it('passes on other errors', async () => {
    const denied = awsError('AccessDenied', 'no', 403);
    sdk.on(DescribeStacksCommand).rejects(denied);
    await expect(connect({ stack: 'Spotnas' }, open)).rejects.toBe(denied);
  });
});
