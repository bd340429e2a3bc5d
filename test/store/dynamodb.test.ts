import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import 'aws-sdk-client-mock-vitest/extend';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoClient } from '../../lib/store/dynamodb/client.ts';
import { dynamoTrials } from '../../lib/store/dynamodb/trial-store.ts';
import { resultOf, trialOf } from '../suites/store/samples.ts';

const TableName = 'trials';
const sdk = mockClient(DynamoDBDocumentClient);
const store = dynamoTrials({ client: dynamoClient(), table: TableName });
beforeEach(() => sdk.reset());

const ref = { searchId: 's', number: 1 };
const Key = { pk: 'SEARCH#s', sk: 'TRIAL#00000001' };
const item = (changes: object = {}) => ({
  ...Key,
  proposal: JSON.stringify(trialOf(1)),
  state: 'proposed',
  ...changes,
});

/** An item as an exception carries it. */
const raw = (fields: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(fields).map(([name, S]) => [name, S === null ? { NULL: true } : { S }])) as never;

const metadata = { $metadata: {}, message: 'refused' };
const refused = (fields?: Record<string, string | null>) =>
  new ConditionalCheckFailedException({ ...metadata, ...(fields && { Item: raw(fields) }) });
const cancelled = (...CancellationReasons: { Code: string; Item?: never }[]) =>
  new TransactionCanceledException({ ...metadata, CancellationReasons });
/** Any other failure is passed on as it is. */
const broken = Object.assign(new Error('no such table'), { name: 'ResourceNotFoundException' });

describe('trials in DynamoDB', () => {
  it('proposes with a put that leaves an item that exists', async () => {
    sdk.on(PutCommand).resolvesOnce({}).rejectsOnce(refused());
    await store.propose([trialOf(1), trialOf(2)]);
    expect(sdk).toHaveReceivedCommandTimes(PutCommand, 2);
    expect(sdk).toHaveReceivedNthCommandWith(PutCommand, 1, {
      TableName,
      Item: item(),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  });

  it('reads consistently', async () => {
    sdk.on(GetCommand).resolves({ Item: item({ state: 'running', attempt: 'a', failure: null }) });
    expect(await store.get(ref)).toEqual({ ...trialOf(1), state: 'running', attempt: 'a' });
    expect(sdk).toHaveReceivedCommandWith(GetCommand, { TableName, Key, ConsistentRead: true });
  });

  it('lists every page of a search', async () => {
    const [first, second] = [item(), item({ proposal: JSON.stringify(trialOf(2)) })];
    sdk
      .on(QueryCommand)
      .resolvesOnce({ Items: [first], LastEvaluatedKey: Key })
      .resolvesOnce({ Items: [second] });
    expect(await store.list('s')).toEqual([trialOf(1), trialOf(2)]);
    const query = {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'SEARCH#s' },
      ConsistentRead: true,
    };
    expect(sdk).toHaveReceivedNthCommandWith(QueryCommand, 1, query);
    expect(sdk).toHaveReceivedNthCommandWith(QueryCommand, 2, { ...query, ExclusiveStartKey: Key });
  });

  it('predicts, leases, fails and abandons with one conditional update each', async () => {
    sdk.on(UpdateCommand).resolves({ Attributes: item({ state: 'running', attempt: 'a' }) });
    const common = { TableName, Key, ReturnValues: 'ALL_NEW', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    const unfinished = { ':from0': 'predicted', ':from1': 'running' };

    await store.predict(ref, { latencyMs: 1.5 }, false);
    expect(await store.lease(ref, 'a')).toEqual({ ...trialOf(1), state: 'running', attempt: 'a' });
    await store.fail(ref, 'a', 'why');
    await store.abandon(ref, 'why');

    expect(sdk.calls().map(({ args }) => args[0].input)).toEqual([
      {
        ...common,
        UpdateExpression: 'SET #state = :state, #predicted = :predicted',
        ConditionExpression: '#state IN (:from0)',
        ExpressionAttributeNames: { '#state': 'state', '#predicted': 'predicted' },
        ExpressionAttributeValues: { ':state': 'infeasible', ':predicted': '{"latencyMs":1.5}', ':from0': 'proposed' },
      },
      {
        ...common,
        UpdateExpression: 'SET #state = :state, #attempt = :attempt',
        ConditionExpression:
          '#state IN (:from0, :from1) AND ' +
          '(attribute_not_exists(#attempt) OR attribute_type(#attempt, :null) OR #attempt <= :claimant)',
        ExpressionAttributeNames: { '#state': 'state', '#attempt': 'attempt' },
        ExpressionAttributeValues: {
          ':state': 'running',
          ':attempt': 'a',
          ':claimant': 'a',
          ':null': 'NULL',
          ...unfinished,
        },
      },
      {
        ...common,
        UpdateExpression: 'SET #state = :state, #failure = :failure',
        ConditionExpression: '#state IN (:from0) AND #attempt = :holder',
        ExpressionAttributeNames: { '#state': 'state', '#failure': 'failure', '#attempt': 'attempt' },
        ExpressionAttributeValues: { ':state': 'failed', ':failure': 'why', ':from0': 'running', ':holder': 'a' },
      },
      {
        ...common,
        UpdateExpression: 'SET #state = :state, #failure = :failure, #attempt = :attempt',
        ConditionExpression: '#state IN (:from0, :from1)',
        ExpressionAttributeNames: { '#state': 'state', '#failure': 'failure', '#attempt': 'attempt' },
        ExpressionAttributeValues: { ':state': 'failed', ':failure': 'why', ':attempt': null, ...unfinished },
      },
    ]);
  });

  it('completes the trial and keeps its result under its key in one transaction', async () => {
    sdk.on(GetCommand).resolves({ Item: item({ state: 'running', attempt: 'a' }) });
    sdk.on(TransactWriteCommand).resolves({});
    await store.complete(ref, 'a', resultOf(0.9));
    const result = JSON.stringify(resultOf(0.9));
    expect(sdk).toHaveReceivedCommandExactlyOnceWith(TransactWriteCommand, {
      TransactItems: [
        {
          Update: {
            TableName,
            Key,
            UpdateExpression: 'SET #state = :state, #result = :result',
            ConditionExpression: '#state IN (:from0) AND #attempt = :holder',
            ExpressionAttributeNames: { '#state': 'state', '#result': 'result', '#attempt': 'attempt' },
            ExpressionAttributeValues: { ':state': 'complete', ':result': result, ':from0': 'running', ':holder': 'a' },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          Update: {
            TableName,
            Key: { pk: 'KEY#key-1', sk: 'RESULT' },
            UpdateExpression: 'SET #result = if_not_exists(#result, :result)',
            ExpressionAttributeNames: { '#result': 'result' },
            ExpressionAttributeValues: { ':result': result },
          },
        },
      ],
    });
  });

  it('finds a result by its key', async () => {
    sdk.on(GetCommand).resolves({ Item: { result: JSON.stringify(resultOf(0.9)) } });
    expect(await store.findResult('key-1')).toEqual(resultOf(0.9));
    expect(sdk).toHaveReceivedCommandWith(GetCommand, { Key: { pk: 'KEY#key-1', sk: 'RESULT' }, ConsistentRead: true });
  });

  it.each([
    { old: item({ state: 'proposed' }), name: 'TrialNotPredictedError' },
    { old: item({ state: 'complete', attempt: 'b' }), name: 'TrialFinishedError' },
    { old: undefined, name: 'NotFoundError' },
  ])('turns a refused lease into $name, from the item that refused it', async ({ old, name }) => {
    sdk.on(UpdateCommand).rejects(refused(old));
    await expect(store.lease(ref, 'a')).rejects.toMatchObject({ name });
    expect(sdk.calls()).toHaveLength(1);
  });

  it.each([
    { old: item({ state: 'running', attempt: 'b' }), allowed: 'attempt b, the latest' },
    { old: item({ state: 'failed', attempt: null }), allowed: 'none, it is failed' },
  ])('turns a refused transaction into LeaseLostError: $allowed', async ({ old, allowed }) => {
    sdk.on(GetCommand).resolves({ Item: item() });
    sdk
      .on(TransactWriteCommand)
      .rejects(cancelled({ Code: 'ConditionalCheckFailed', Item: raw(old) }, { Code: 'None' }));
    const message = `trial 1 of search s: got an outcome from attempt a; allowed: ${allowed}`;
    await expect(store.complete(ref, 'a', resultOf(0.9))).rejects.toMatchObject({ name: 'LeaseLostError', message });
  });

  it('takes a transaction that it sent before for done', async () => {
    sdk.on(GetCommand).resolves({ Item: item() });
    const old = raw(item({ state: 'complete', attempt: 'a' }));
    sdk.on(TransactWriteCommand).rejects(cancelled({ Code: 'ConditionalCheckFailed', Item: old }));
    await store.complete(ref, 'a', resultOf(0.9));
  });

  it('passes every other error on', async () => {
    const conflict = cancelled({ Code: 'TransactionConflict' }, { Code: 'None' });
    sdk.on(GetCommand).resolves({ Item: item() }).on(PutCommand).rejects(broken).on(UpdateCommand).rejects(broken);
    sdk.on(TransactWriteCommand).rejects(conflict);
    await expect(store.propose([trialOf(1)])).rejects.toBe(broken);
    await expect(store.lease(ref, 'a')).rejects.toBe(broken);
    await expect(store.setSearchStatus('s', 'complete')).rejects.toBe(broken);
    await expect(store.complete(ref, 'a', resultOf(0.9))).rejects.toBe(conflict);
  });
});

describe('searches in DynamoDB', () => {
  const search = { pk: 'SEARCHES', sk: 's', id: 's', spec: '{"seed":1}', status: 'running', created: 5 };

  it('are created with the next number, under a condition', async () => {
    sdk
      .on(GetCommand)
      .resolves({})
      .on(UpdateCommand)
      .resolves({ Attributes: { counted: 5 } })
      .on(PutCommand)
      .resolves({});
    await store.createSearch('s', { seed: 1 });
    expect(sdk).toHaveReceivedCommandWith(UpdateCommand, {
      Key: { pk: 'COUNTER', sk: 'SEARCHES' },
      UpdateExpression: 'ADD #counted :one',
      ReturnValues: 'UPDATED_NEW',
    });
    expect(sdk).toHaveReceivedCommandWith(PutCommand, {
      TableName,
      Item: search,
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  });

  it('that exist are read, and written by nobody', async () => {
    sdk.on(GetCommand).resolves({ Item: search });
    expect(await store.createSearch('s', { seed: 1 })).toEqual({ id: 's', spec: { seed: 1 }, status: 'running' });
    expect(sdk.calls()).toHaveLength(1);
  });

  it('that somebody else creates at the same moment are compared', async () => {
    sdk.on(GetCommand).resolvesOnce({}).resolves({ Item: search });
    sdk
      .on(UpdateCommand)
      .resolves({ Attributes: { counted: 6 } })
      .on(PutCommand)
      .rejects(refused());
    await expect(store.createSearch('s', { seed: 2 })).rejects.toMatchObject({ name: 'SearchConflictError' });
  });

  it('are listed over every page, in order of creation', async () => {
    const page = (id: string, created: number) => ({ Items: [{ ...search, id, created }] });
    sdk
      .on(QueryCommand)
      .resolvesOnce({ ...page('a', 6), LastEvaluatedKey: {} })
      .resolvesOnce(page('b', 5));
    expect((await store.listSearches()).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('are finished when they exist', async () => {
    sdk.on(UpdateCommand).resolvesOnce({}).rejectsOnce(refused());
    await store.setSearchStatus('s', 'failed', 'why');
    expect(sdk).toHaveReceivedCommandWith(UpdateCommand, {
      TableName,
      Key: { pk: 'SEARCHES', sk: 's' },
      UpdateExpression: 'SET #status = :status, #cause = :cause',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':status': 'failed', ':cause': 'why' },
    });
    await expect(store.setSearchStatus('s', 'complete')).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it.each([
    { holder: { execution: 'e' }, set: '#execution = :execution', values: { ':execution': 'e' } },
    {
      holder: { execution: 'e', usd: 2.5 },
      set: '#execution = :execution, #usd = :usd',
      values: { ':execution': 'e', ':usd': 2.5 },
    },
  ])('are held by $holder when they exist', async ({ holder, set, values }) => {
    sdk.on(UpdateCommand).resolvesOnce({}).rejectsOnce(refused());
    await store.holdSearch('s', holder);
    expect(sdk).toHaveReceivedCommandWith(UpdateCommand, {
      Key: { pk: 'SEARCHES', sk: 's' },
      UpdateExpression: `SET #status = :status, #cause = :cause, ${set}`,
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':status': 'running', ':cause': null, ...values },
    });
    await expect(store.holdSearch('s', holder)).rejects.toMatchObject({ name: 'NotFoundError' });
  });
});
