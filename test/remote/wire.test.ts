import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Files } from '../../lib/data/files/files.ts';
import { checkBootstrap } from '../../lib/remote/doctor/bootstrap.ts';
import { checkQuotas } from '../../lib/remote/doctor/quotas.ts';
import { describeExecution, startExecution } from '../../lib/remote/executions.ts';
import { explainAwsError } from '../../lib/remote/explain.ts';
import { readLog } from '../../lib/remote/log-stream.ts';
import { describeStack } from '../../lib/remote/stack.ts';
import { uploadFile } from '../../lib/remote/uploads.ts';
import { folderWith } from '../cli/harness.ts';
import { executionOf, outputs } from './stack.ts';

const xml = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
const s3Xml = (code: string) => `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code></Error>`;
const json = (type: string) => JSON.stringify({ __type: type, message: 'none' });

/** Errors as services send them, by the operation that asks. */
const errors: Readonly<Record<string, readonly [status: number, body: string]>> = {
  DescribeStacks: [400, xml('ValidationError', 'Stack with id Spotnas does not exist')],
  'AWSStepFunctions.DescribeExecution': [400, json('ExecutionDoesNotExist')],
  'AWSStepFunctions.StartExecution': [400, json('ExecutionAlreadyExists')],
  'Logs_20140328.GetLogEvents': [400, json('ResourceNotFoundException')],
  'AmazonSSM.GetParameter': [400, json('ParameterNotFound')],
  'ServiceQuotasV20190624.GetServiceQuota': [400, json('NoSuchResourceException')],
  'ServiceQuotasV20190624.GetAWSDefaultServiceQuota': [403, json('AccessDeniedException')],
  HEAD: [404, ''],
  PUT: [403, s3Xml('AccessDenied')],
  GET: [404, s3Xml('NoSuchKey')],
};

describe('errors as they come over the wire', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const body = await textOf(request);
      const target = request.headers['x-amz-target'] ?? new URLSearchParams(body).get('Action') ?? request.method;
      const [status, text] = errors[String(target)] ?? [500, ''];
      response.writeHead(status).end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'key');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    server.close();
  });

  it('a stack, an execution, a log stream that is not there', async () => {
    expect(await describeStack('Spotnas')).toBeUndefined();
    expect(await describeExecution(executionOf('a'))).toBeUndefined();
    expect(await startExecution(outputs.StateMachineArn, 'a', {})).toBeUndefined();
    expect(await readLog('group', 'stream', 'token')).toEqual({ events: [], token: 'token' });
  });

  it('an account that was never bootstrapped, and may not read its quotas', async () => {
    expect(await checkBootstrap({ account: '1', region: 'eu-west-1' })).toMatchObject({ result: 'failed' });
    const [gpu] = await checkQuotas('eu-west-1');
    expect(gpu).toMatchObject({ result: 'warning', found: expect.stringContaining('AWS denies access') });
  });

  it('an object that is not there and may not be written', async () => {
    const upload = uploadFile('mine', `${folderWith({ a: 'text' })}/a`, () => {});
    const error = await upload.catch(explainAwsError);
    expect((error as Error).message).toContain('AWS denies access');
    await using files = new Files();
    await expect(files.open('images', 's3://mine/i')).rejects.toThrow('there is no such object');
  });
});
