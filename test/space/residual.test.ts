import { randomStream } from '../../lib/math/random.ts';
import { residual } from '../../lib/space/residual/definition.ts';
import { spaceSuite } from '../suites/space.ts';

const space = residual.create({});
const sample = JSON.parse(JSON.stringify(space.sample(randomStream(3, 'test'))));
const stage = (depths: readonly number[]) => ({ channels: 16, depths });

spaceSuite({
  name: 'residual',
  create: () => space,
  // 2 widths x 2 blocks x (2 depths) x (1 depth and 2 widths and 2 blocks)
  enumerable: {
    create: () => residual.create({ stages: [stage([1, 2]), stage([3])], widths: [0.5, 1], kernels: [3] }),
    ids: 32,
  },
  invalid: [
    { case: 'a depth outside the choices', value: changed({ depth: 9 }), field: 'architecture.stages[0].depth' },
    { case: 'an unknown block', value: changed({ block: 'dense' }), field: 'architecture.stages[0].block' },
    { case: 'too few stages', value: { ...sample, stages: sample.stages.slice(1) }, field: 'architecture.stages' },
    { case: 'an unknown field', value: { ...sample, colour: 1 }, field: 'colour' },
  ],
});

function changed(fields: object) {
  const [first, ...rest] = sample.stages;
  return { ...sample, stages: [{ ...first, ...fields }, ...rest] };
}
