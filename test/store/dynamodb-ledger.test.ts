import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import 'aws-sdk-client-mock-vitest/extend';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoClient } from '../../lib/store/dynamodb/client.ts';
import { dynamoLedger } from '../../lib/store/dynamodb/ledger.ts';
import { chargeOf } from '../suites/store/samples.ts';

const TableName = 'trials';
const sdk = mockClient(DynamoDBDocumentClient);
const ledger = dynamoLedger({ client: dynamoClient(), table: TableName });
beforeEach(() => sdk.reset());

const Key = { pk: 'ATTEMPTS#s', sk: 'job/1' };
const total = { pk: 'SPENT#s', sk: 'TOTAL' };
const charge = chargeOf('job/1', 0.5);
const metadata = { $metadata: {}, message: 'refused' };
const cancelled = (...CancellationReasons: { Code: string; Item?: { microUsd: { N: string } } }[]) =>
  new TransactionCanceledException({ ...metadata, CancellationReasons });
const none = { Code: 'None' };
const failed = { Code: 'ConditionalCheckFailed' };

/** What a payment of 0.5 USD writes: the charge under one condition, the total under another. */
const writes = (ofCharge: object, ofTotal: object): TransactWriteCommandInput => ({
  TransactItems: [
    {
      Update: {
        TableName,
        Key,
        UpdateExpression: 'SET #charge = :charge, #microUsd = :microUsd',
        ExpressionAttributeNames: { '#charge': 'charge', '#microUsd': 'microUsd' },
        ...ofCharge,
      },
    },
    {
      Update: {
        TableName,
        Key: total,
        UpdateExpression: 'ADD #microUsd :difference',
        ExpressionAttributeNames: { '#microUsd': 'microUsd' },
        ...ofTotal,
      },
    },
  ],
});
const values = { ':charge': JSON.stringify(charge), ':microUsd': 500_000 };

describe('payments in DynamoDB', () => {
  it('write a first charge and the total, under the cap, in one transaction', async () => {
    sdk.on(GetCommand).resolves({}).on(TransactWriteCommand).resolves({});
    await ledger.pay('s', charge, 2.5);
    expect(sdk).toHaveReceivedCommandWith(GetCommand, { TableName, Key, ConsistentRead: true });
    expect(sdk).toHaveReceivedCommandExactlyOnceWith(
      TransactWriteCommand,
      writes(
        { ConditionExpression: 'attribute_not_exists(pk)', ExpressionAttributeValues: values },
        {
          ConditionExpression: 'attribute_not_exists(#microUsd) OR #microUsd <= :room',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          ExpressionAttributeValues: { ':difference': 500_000, ':room': 2_000_000 },
        },
      ),
    );
  });

  it('move the total by the difference to what was paid before, unconditionally when it shrinks', async () => {
    sdk.on(GetCommand).resolves({ Item: { microUsd: 600_000 } });
    sdk.on(TransactWriteCommand).resolves({});
    await ledger.pay('s', charge, 0.1);
    expect(sdk).toHaveReceivedCommandExactlyOnceWith(
      TransactWriteCommand,
      writes(
        {
          ConditionExpression: '#microUsd = :former',
          ExpressionAttributeValues: { ...values, ':former': 600_000 },
        },
        { ExpressionAttributeValues: { ':difference': -100_000 } },
      ),
    );
  });

  it('leave the total alone when nothing more is paid', async () => {
    sdk.on(GetCommand).resolves({ Item: { microUsd: 500_000 } });
    sdk.on(UpdateCommand).resolves({});
    await ledger.pay('s', charge, 0.1);
    expect(sdk).toHaveReceivedCommandExactlyOnceWith(UpdateCommand, {
      Key,
      ConditionExpression: '#microUsd = :former',
    });
    expect(sdk).not.toHaveReceivedCommand(TransactWriteCommand);
  });

  it('are refused by the total that left no room for them', async () => {
    sdk.on(GetCommand).resolves({});
    sdk.on(TransactWriteCommand).rejects(cancelled(none, { ...failed, Item: { microUsd: { N: '2100000' } } }));
    await expect(ledger.pay('s', charge, 2.5)).rejects.toMatchObject({
      name: 'BudgetReachedError',
      message: 'search s: a payment of 0.5 USD on top of 2.1 USD would pass its limit of 2.5 USD',
    });
  });

  it.each([
    { what: 'has paid something else', reasons: [failed, none] },
    { what: 'has paid something else, whatever the total says', reasons: [failed, failed] },
    { what: 'is paying', reasons: [{ Code: 'TransactionConflict' }, failed] },
  ])('are worked out anew when their attempt $what meanwhile', async ({ reasons }) => {
    sdk
      .on(GetCommand)
      .resolvesOnce({})
      .resolves({ Item: { microUsd: 400_000 } });
    sdk
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled(...reasons))
      .resolves({});
    await ledger.pay('s', charge, 2.5);
    const [, second] = sdk.commandCalls(TransactWriteCommand);
    expect(second!.args[0].input.TransactItems![1]!.Update!.ExpressionAttributeValues).toEqual({
      ':difference': 100_000,
      ':room': 2_400_000,
    });
  });

  it('are worked out anew when nothing more seemed to be paid, and then was', async () => {
    sdk
      .on(GetCommand)
      .resolvesOnce({ Item: { microUsd: 500_000 } })
      .resolves({ Item: { microUsd: 100_000 } });
    sdk.on(UpdateCommand).rejects(new ConditionalCheckFailedException(metadata));
    sdk.on(TransactWriteCommand).resolves({});
    await ledger.pay('s', charge);
    expect(sdk).toHaveReceivedCommandTimes(TransactWriteCommand, 1);
  });

  it('pass every other error on', async () => {
    const broken = Object.assign(new Error('no such table'), { name: 'ResourceNotFoundException' });
    const conflict = cancelled(none, { Code: 'TransactionConflict' });
    sdk.on(GetCommand).resolves({}).on(TransactWriteCommand).rejectsOnce(broken).rejectsOnce(conflict);
    await expect(ledger.pay('s', charge)).rejects.toBe(broken);
    await expect(ledger.pay('s', charge)).rejects.toBe(conflict);
  });

  it('are summed up in one item, and listed over every page', async () => {
    sdk.on(GetCommand).resolves({ Item: { ...total, microUsd: 2_100_001 } });
    const item = { ...Key, charge: JSON.stringify(charge), microUsd: 500_000 };
    sdk
      .on(QueryCommand)
      .resolvesOnce({ Items: [item], LastEvaluatedKey: Key })
      .resolvesOnce({ Items: [item] });
    expect(await ledger.spent('s')).toBe(2.100001);
    expect(await ledger.charges('s')).toEqual([charge, charge]);
    expect(sdk).toHaveReceivedCommandExactlyOnceWith(GetCommand, { TableName, Key: total, ConsistentRead: true });
    expect(sdk).toHaveReceivedCommandWith(QueryCommand, { ExpressionAttributeValues: { ':pk': 'ATTEMPTS#s' } });
  });
});
