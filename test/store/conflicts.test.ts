import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoClient } from '../../lib/store/dynamodb/client.ts';

const name = 'com.amazonaws.dynamodb.v20120810#';
const cancelled = (...codes: string[]) => ({
  __type: `${name}TransactionCanceledException`,
  CancellationReasons: codes.map((Code) => ({ Code })),
});

const update = { TableName: 'trials', Key: { pk: 'a', sk: 'b' }, UpdateExpression: 'REMOVE c' };
const transaction = new TransactWriteCommand({ TransactItems: [{ Update: update }] });

/** The SDK's client against a server that answers one body after the other, `{}` with success. */
describe('the DynamoDB client', () => {
  let server: Server;
  let answers: object[];
  let tokens: string[];

  beforeEach(async () => {
    tokens = [];
    server = createServer(async (request, response) => {
      tokens.push(JSON.parse(await text(request)).ClientRequestToken);
      const answer = answers.shift()!;
      response.writeHead('__type' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    server.close();
  });

  it('sends a transaction that collided again, as the same transaction', async () => {
    answers = [cancelled('TransactionConflict', 'None'), cancelled('None', 'TransactionConflict'), {}];
    await dynamoClient().send(transaction);
    expect(tokens).toHaveLength(3);
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).toMatch(/./);
  });

  it('sends an update that collided with a transaction again', async () => {
    answers = [{ __type: `${name}TransactionConflictException` }, {}];
    await dynamoClient().send(new UpdateCommand(update));
    expect(answers).toEqual([]);
  });

  it('survives more collisions than the SDK has retries to spare', async () => {
    const client = dynamoClient();
    const collisions = Array.from({ length: 40 }, () => cancelled('TransactionConflict'));
    answers = [...collisions, ...collisions.map(() => ({}))];
    await Promise.all(collisions.map(() => client.send(transaction)));
    expect(answers).toEqual([]);
    expect(new Set(tokens).size).toBe(40);
  });

  it.each([
    { refusal: cancelled('ConditionalCheckFailed', 'None') },
    { refusal: cancelled('ConditionalCheckFailed', 'TransactionConflict') },
    { refusal: cancelled('ValidationError', 'None') },
  ])('reports a transaction that cannot succeed at once', async ({ refusal }) => {
    answers = [refusal, {}];
    await expect(dynamoClient().send(transaction)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect(answers).toEqual([{}]);
  });
});
