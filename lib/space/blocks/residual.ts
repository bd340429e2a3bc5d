import type { NetworkBuilder } from '../../network/builder.ts';

/**
 * A shortcut past a branch, with stochastic depth (arXiv:1603.09382, section 3): in training the branch is dropped at
 * random, the more often the deeper it is.
 * @param branch a node of the shape of `shortcut`
 * @param depth place of the branch in the network, above 0 to 1: the last one has 1
 */
export function addResidual(
  net: NetworkBuilder,
  id: string,
  { shortcut, branch, depth }: { readonly shortcut: string; readonly branch: string; readonly depth: number },
): string {
  return net.add(`${id}/add`, { op: 'add' }, shortcut, net.add(`${id}/drop`, { op: 'dropPath', share: depth }, branch));
}
