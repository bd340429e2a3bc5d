import { describe, expect, it } from 'vitest';
import { randomStream } from '../../lib/math/random.ts';
import { ArchitectureError } from '../../lib/space/errors.ts';
import { module } from '../../lib/space/module/definition.ts';
import { createSpace } from '../../lib/space/registry.ts';
import type { Problem } from '../../lib/space/space.ts';
import type { JsonObject } from '../../lib/trial/trial.ts';
import { spaceSuite } from '../suites/space.ts';
import { moduleExample } from './module-example.ts';

const problem: Problem = { task: 'classification', input: [28, 28, 1], classes: 10 };

/** A script as the command line makes it, of a module's default export. */
const scriptOf = (text: string) => `var spotnasSpace = { default: ${text} };`;
const spaceOf = (text: string) => createSpace({ name: 'module', source: scriptOf(text) });
const CONV = `net.add('conv', { op: 'conv2d', filters: choices.width, kernel: 1, stride: 1, bias: false }, 'input')`;
const HEAD = `net.finish(net.add('dense', { op: 'dense', units: outputs, bias: true }, net.add('pool', { op: 'globalAvgPool' }, at)))`;
const WIDTHS = 'decisions: { width: [4, 8] }';
const simple = (network: string, more = '') =>
  `{ ${WIDTHS}, ${more} network({ choices, problem, outputs, net }) { ${network} } }`;

const { choices } = createSpace(moduleExample).fromChoices([0, 0, 0, 0, 0, 0, 0]) as { readonly choices: JsonObject };
const chosen = (more: object) => ({ space: 'module', choices: { ...choices, ...more } });

spaceSuite({
  name: 'module',
  create: () => createSpace(moduleExample),
  enumerable: {
    create: () =>
      spaceOf(`{
        decisions: { width: [4, 8], deep: [false, true], second: [1, 3, 5] },
        network({ choices, outputs, net }) {
          let at = ${CONV};
          if (choices.deep) at = net.add('second', { op: 'conv2d', filters: 4, kernel: choices.second, stride: 1, bias: false }, at);
          return ${HEAD};
        }
      }`),
    // 2 widths, each alone or with one of 3 kernels after it.
    ids: 2 * (1 + 3),
  },
  invalid: [
    { case: 'a value outside the choices', value: chosen({ width: 9 }), field: 'architecture.choices.width' },
    { case: 'an unknown choice', value: chosen({ colour: 1 }), field: 'colour' },
    { case: 'no choices', value: { space: 'module' }, field: 'architecture.choices' },
  ],
});

describe('the space of a module', () => {
  it('keeps no choice that the network does not read', () => {
    const space = createSpace(moduleExample);
    const plain = space.parse(chosen({ branches: 1, secondKernel: 5, join: 'concat' }));
    expect(plain).toEqual({
      space: 'module',
      choices: { stages: 1, width: 8, firstKernel: 1, activation: 'relu', branches: 1 },
    });
    expect(space.describe(plain)).toBe('stages=1 width=8 firstKernel=1 activation="relu" branches=1');
  });

  it('may describe itself', () => {
    const space = spaceOf(
      simple(`const at = ${CONV}; return ${HEAD};`, "describe: ({ width }) => 'width\\n' + width,"),
    );
    expect(space.describe(space.fromChoices([1]))).toBe('width 8');
  });

  it('has networks without chance and clock, and without what its context left on them', () => {
    const space = spaceOf(simple(`const at = ${CONV}; return ${HEAD};`));
    const network = space.network(space.fromChoices([0]), problem);
    expect(Object.getPrototypeOf(network.nodes)).toBe(Array.prototype);
    for (const name of ['Date', 'process', 'require', 'fetch']) {
      const text = simple(
        `if (typeof ${name} !== 'undefined') throw Error('reaches'); const at = ${CONV}; return ${HEAD};`,
      );
      expect(module.options.safeParse({ source: scriptOf(text) }).success, name).toBe(true);
    }
    const chance = simple(`choices.width + Math.random(); const at = ${CONV}; return ${HEAD};`);
    expect(() => spaceOf(chance)).toThrow('Math.random is not a function');
  });

  it('tells an architecture whose layers do not fit from a mistake', () => {
    const fits = `if (problem.input[0] === 28) net.finish(net.add('x', { op: 'conv2d', filters: 4, kernel: 0, stride: 1, bias: false }, 'input'));`;
    const space = spaceOf(simple(`const at = ${CONV}; ${fits} return ${HEAD};`));
    expect(() => space.network(space.fromChoices([0]), problem)).toThrow(ArchitectureError);
  });

  it('refuses a choice that is read for some inputs only', () => {
    const text = `{ decisions: { width: [4, 8], late: [1, 2] }, network({ choices, problem, outputs, net }) {
      if (problem.input[0] > 1) choices.late; const at = ${CONV}; return ${HEAD}; } }`;
    const space = spaceOf(text);
    expect(() => space.network(space.sample(randomStream(1, 'late')), problem)).toThrow(
      'network() for [28,28,1]: choices.late is read, but not for leastInput',
    );
  });

  it.each([
    ['no script', undefined, 'a file that the command line can read'],
    ['a syntax error', 'var spotnasSpace = {', 'Unexpected end of input'],
    ['no default export', 'var spotnasSpace = {};', 'its default export: Invalid input'],
    ['a script that never ends', 'for (;;);', 'timed out'],
    ['no decision', scriptOf('{ decisions: {}, network() {} }'), 'decisions: allowed: a decision with two choices'],
    ['an unknown field', scriptOf('{ decisions: { a: [1, 2] }, network() {}, colour: 1 }'), 'colour'],
    ['an empty decision', scriptOf('{ decisions: { a: [1, 2], b: [] }, network() {} }'), 'decisions.b'],
    [
      'equal choices',
      scriptOf('{ decisions: { a: [1, 1] }, network() {} }'),
      'decisions.a: allowed: choices that differ',
    ],
    ['no function', scriptOf('{ decisions: { a: [1, 2] }, network: 1 }'), 'network: allowed: a function'],
    ['another kind of input', scriptOf(`{ takes: 'sound', ${WIDTHS}, network() {} }`), 'takes'],
    [
      'no network',
      scriptOf(simple('return choices.width;')),
      'it returns no network; allowed: what net.finish returns',
    ],
    ['an unknown decision', scriptOf(simple('choices.wdth')), 'choices.wdth is read; allowed: width'],
    ['a mistake', scriptOf(simple('choices.width.size.x')), 'network() for [1,1,1]: Cannot read properties'],
    [
      'layers that do not fit',
      scriptOf(simple(`return net.finish(net.add('x', { op: 'dense', units: choices.width, bias: true }, 'input'))`)),
      'with {"width":4}: ',
    ],
    [
      'the wrong outputs',
      scriptOf(
        simple(`const outputs2 = 7; const at = ${CONV}; return ${HEAD.replace('units: outputs', 'units: outputs2')}`),
      ),
      'its output is [7]; allowed: [outputs], here [2]',
    ],
  ])('refuses %s', (_, source, message) => {
    const { error } = module.options.safeParse({ source });
    expect(error?.issues.map(({ path, message: text }) => `${path}: ${text}`).join('\n')).toContain(message);
    expect(error?.issues[0]?.path).toEqual(['file']);
  });
});
