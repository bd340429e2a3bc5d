import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../lib/report/drawing/blocks.ts';
import { fold } from '../../../lib/report/drawing/repeats.ts';
import { cellNetwork, deepMobileNetwork } from './networks.ts';

describe('fold', () => {
  it('draws the cells of a stage once and counts them', () => {
    const { blocks, repeats } = fold(blocksOf(cellNetwork(5)));
    expect([...repeats]).toEqual([
      ['stage0/cell0', 5],
      ['stage1/cell0', 5],
      ['stage2/cell0', 5],
    ]);
    expect(blocks).toHaveLength(blocksOf(cellNetwork(1)).length);
  });

  it('leaves only blocks whose inputs are drawn', () => {
    const { blocks } = fold(blocksOf(cellNetwork(3)));
    const ids = blocks.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...new Set(blocks.flatMap(({ inputs }) => inputs))]));
  });

  it('leaves a network without repeats as it is', () => {
    const blocks = blocksOf(cellNetwork(1));
    expect(fold(blocks)).toEqual({ blocks, repeats: new Map() });
  });

  it('folds only what follows itself: the first block of a stage changes the width', () => {
    const { repeats } = fold(blocksOf(deepMobileNetwork()));
    expect([...repeats]).toEqual([
      ['stage1/block1', 3],
      ['stage2/block1', 3],
      ['stage3/block1', 3],
    ]);
  });
});
