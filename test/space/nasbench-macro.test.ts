import { nasbenchMacro } from '../../lib/space/nasbench-macro/definition.ts';
import { spaceSuite } from '../suites/space.ts';

const layers = ['identity', 'mb3_k3', 'mb6_k5', 'identity', 'identity', 'mb3_k3', 'mb3_k3', 'mb6_k5'];

spaceSuite({
  name: 'nasbench-macro',
  create: () => nasbenchMacro.create({}),
  enumerable: { create: () => nasbenchMacro.create({}), ids: 6561 },
  invalid: [
    {
      case: 'an unknown layer',
      value: { space: 'nasbench-macro', layers: layers.with(2, 'mb9') },
      field: 'architecture.layers[2]',
    },
    {
      case: 'too few layers',
      value: { space: 'nasbench-macro', layers: layers.slice(1) },
      field: 'architecture.layers',
    },
  ],
});
