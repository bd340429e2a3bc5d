import { expect, it } from 'vitest';
import { parseSpecification } from '../../lib/spec/parse.ts';
import { specificationOf } from '../../lib/spec/stored.ts';

it('reads the specification of a search that was stored before fields were added', () => {
  const text = 'name: digits\ndata: mnist\nspace: mobile\nstrategy: random\nbudget: { trials: 4 }\n';
  const spec = parseSpecification(text, 'digits.yaml');
  const { compute: _, ...earlier } = spec;
  expect(specificationOf({ spec: earlier as never })).toEqual(spec);
  const onCpu = { ...spec, compute: { ...spec.compute, device: 'cpu' } };
  expect(specificationOf({ spec: onCpu as never })).toEqual(onCpu);
});
