import type { Network } from '../../network/network.ts';
import type { Begun, Post } from '../posts.ts';

/** What the page was made with; see `../server.ts`. */
export interface Plan {
  readonly backend: Post<'begin'>['backend'];
  readonly networks: readonly Network[];
  /** The order in which they take their turns, of each round. */
  readonly orders: readonly (readonly number[])[];
}

/** Posts are tried again where the network fails: a phone loses it now and then. */
const TRIES = 5;
const PAUSE_MS = 1000;

export const readPlan = async (): Promise<Plan> => (await fetch('plan.json')).json();

/** @throws Error with the reason why the post is refused, or when the computer cannot be reached */
export async function post<Name extends 'begin' | 'turns' | 'failed'>(
  name: Name,
  body: Post<Name>,
): Promise<Name extends 'begin' ? Begun : unknown> {
  const response = await reach(() =>
    fetch(name, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  );
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function reach(send: () => Promise<Response>): Promise<Response> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await send();
    } catch {
      if (left === 0) throw new Error('the computer that served this page cannot be reached any more');
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
