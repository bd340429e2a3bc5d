import { type NetworkBuilder, networkBuilder } from '../network/builder.ts';
import { elements } from '../network/definition.ts';
import type { Layer, Network, Shape } from '../network/network.ts';
import type { Operator } from './operators.ts';

const SOURCE: Layer = { op: 'activation', fn: 'relu6' };
const OTHER_SOURCE: Layer = { op: 'activation', fn: 'relu' };
const JOIN: Layer = { op: 'add' };

/**
 * A network that holds an operator `copies` times. Each copy reads a tensor of its own, because a runtime computes equal
 * results once: the copies hang on a chain of activations and are joined by sums.
 */
export function copiesOf({ layers, inputs }: Pick<Operator, 'layers' | 'inputs'>, copies: number): Network {
  const [first, ...others] = inputs;
  const net = networkBuilder(first!);
  const rest: string[] = [];
  for (const shape of others) {
    const alike = rest.filter((_, i) => others[i]!.join() === first!.join());
    rest.push(feed(net, `input${rest.length + 1}`, { from: alike.at(-1) ?? 'input', has: first!, wanted: shape }));
  }
  const [head, ...tails] = layers;
  const step = head!.op === 'activation' && head.fn === 'relu6' ? OTHER_SOURCE : SOURCE;
  let source = 'input';
  const results = Array.from({ length: copies }, (_, copy) => {
    source = net.add(`source${copy}`, step, source);
    const result = net.add(`copy${copy}`, head!, source, ...rest);
    return tails.reduce((at, layer, i) => net.add(`copy${copy}/${i}`, layer, at), result);
  });
  return net.finish(results.reduce((sum, result, i) => net.add(`join${i}`, JOIN, sum, result)));
}

/** A chain of `length` activations. */
export function chain(shape: Shape, length: number): Network {
  const net = networkBuilder(shape);
  return net.finish(Array.from({ length }).reduce<string>((at, _, i) => net.add(`source${i}`, SOURCE, at), 'input'));
}

/** A tensor of the wanted shape, made from one that `has` another. @throws RangeError when no layer gives it. */
function feed(
  net: NetworkBuilder,
  id: string,
  { from, has, wanted }: { from: string; has: Shape; wanted: Shape },
): string {
  if (has.join() === wanted.join()) return net.add(id, OTHER_SOURCE, from);
  if (has.length === 3 && wanted.length === 1 && has[2] === wanted[0]) {
    return net.add(id, { op: 'globalAvgPool' }, from);
  }
  if (has.length === 3 && wanted.length === 3 && has[0] === wanted[0] && has[1] === wanted[1]) {
    return net.add(id, { op: 'conv2d', filters: wanted[2]!, kernel: 1, stride: 1, bias: false }, from);
  }
  if (elements(wanted) <= elements(has)) {
    const flat = net.add(`${id}/flat`, { op: 'flatten' }, from);
    const part = net.add(`${id}/part`, { op: 'slice', from: 0, size: elements(wanted) }, flat);
    return net.add(id, { op: 'reshape', shape: wanted }, part);
  }
  throw new RangeError(`no tensor of shape [${wanted.join(', ')}] can be made from one of [${has.join(', ')}]`);
}
