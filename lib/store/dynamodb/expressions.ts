import type { Transition } from '../lifecycle.ts';

/** A transition as the expressions of an update. Names are aliased because many, `state` among them, are reserved. */
export function expressionsOf({ from, holder, to, set }: Transition) {
  const changes = Object.entries({ state: to, ...set });
  const states = from.map((state, i) => [`:from${i}`, state] as const);
  const isHeld = holder !== undefined;
  return {
    UpdateExpression: `SET ${changes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: `#state IN (${states.map(([name]) => name).join(', ')})${isHeld ? ' AND #attempt = :holder' : ''}`,
    ExpressionAttributeNames: {
      ...Object.fromEntries(changes.map(([name]) => [`#${name}`, name])),
      ...(isHeld && { '#attempt': 'attempt' }),
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(changes.map(([name, value]) => [`:${name}`, value])),
      ...Object.fromEntries(states),
      ...(isHeld && { ':holder': holder }),
    },
  };
}
