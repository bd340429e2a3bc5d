import { elements } from '../../network/definition.ts';
import type { Examples } from '../engine.ts';
import type { ExamplesOptions } from './examples.ts';

/** @throws Error naming the field, the value and what is allowed, unless the examples are what a graph was written for. */
export function checkExamples(
  { features, labels, count }: Examples,
  { name, input, classes, pixels }: ExamplesOptions,
): void {
  if (pixels !== (features instanceof Uint8Array ? 'bytes' : 'floats')) {
    throw new TypeError(`${name}.features: got a ${features.constructor.name}; allowed: ${pixels}, as compiled`);
  }
  expectLength(`${name}.features`, features.length, count * elements(input));
  expectLength(`${name}.labels`, labels.length, count);
  const wrong = labels.find((label) => label < 0 || label >= classes);
  if (wrong !== undefined) throw new RangeError(`${name}.labels: got ${wrong}; allowed: 0 to ${classes - 1}`);
}

function expectLength(field: string, got: number, allowed: number): void {
  if (got !== allowed) throw new RangeError(`${field}: got ${got} values; allowed: exactly ${allowed}`);
}
