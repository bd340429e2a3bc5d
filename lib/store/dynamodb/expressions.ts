import type { Transition } from '../lifecycle.ts';

/** Fields to set, as the expressions of an update. Names are aliased because many, `state` among them, are reserved. */
export function assignmentsOf(fields: object) {
  const changes = Object.entries(fields);
  return {
    UpdateExpression: `SET ${changes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(changes.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(changes.map(([name, value]) => [`:${name}`, value])),
  };
}

/** A transition as the expressions of an update. */
export function expressionsOf({ from, holder, claimant, to, set }: Transition) {
  const { UpdateExpression, ...assigned } = assignmentsOf({ state: to, ...set });
  const states = from.map((state, i) => [`:from${i}`, state] as const);
  const isHeld = holder !== undefined;
  const isClaimed = claimant !== undefined;
  const conditions = [
    `#state IN (${states.map(([name]) => name).join(', ')})`,
    ...(isHeld ? ['#attempt = :holder'] : []),
    // Free: never written, or given up by `abandon`, which writes null.
    ...(isClaimed
      ? ['(attribute_not_exists(#attempt) OR attribute_type(#attempt, :null) OR #attempt <= :claimant)']
      : []),
  ];
  return {
    UpdateExpression,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: {
      ...assigned.ExpressionAttributeNames,
      ...((isHeld || isClaimed) && { '#attempt': 'attempt' }),
    },
    ExpressionAttributeValues: {
      ...assigned.ExpressionAttributeValues,
      ...Object.fromEntries(states),
      ...(isHeld && { ':holder': holder }),
      ...(isClaimed && { ':claimant': claimant, ':null': 'NULL' }),
    },
  };
}
