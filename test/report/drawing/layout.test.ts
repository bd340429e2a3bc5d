import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../../lib/report/drawing/blocks.ts';
import { columnsOf } from '../../../lib/report/drawing/columns.ts';
import { layoutColumn } from '../../../lib/report/drawing/layout.ts';
import { cellNetwork, deepMobileNetwork, denselyConnected } from './networks.ts';

const networks = [
  ['cells', cellNetwork(1)],
  ['many cells', cellNetwork(4)],
  ['deep mobile', deepMobileNetwork()],
  ['densely connected', denselyConnected(9)],
] as const;

const layoutOf = (network: (typeof networks)[number][1]) =>
  columnsOf(blocksOf(network)).map((column) => layoutColumn(column, { boxWidth: 120, named: new Set() }));

describe.each(networks)('the layout of %s', (_, network) => {
  const columns = layoutOf(network);
  const blocks = blocksOf(network);

  it('places every block once, inside its column', () => {
    const placed = columns.flatMap((column) => column.blocks.map(({ block }) => block.id));
    expect(placed.toSorted()).toEqual(blocks.map(({ id }) => id).toSorted());
    for (const { width, height, blocks } of columns) {
      for (const block of blocks) {
        expect(block.x - block.width / 2).toBeGreaterThanOrEqual(-1e-9);
        expect(block.x + block.width / 2).toBeLessThanOrEqual(width + 1e-9);
        expect(block.y + block.height / 2).toBeLessThanOrEqual(height + 1e-9);
      }
    }
  });

  it('lets no two blocks overlap', () => {
    for (const { blocks } of columns) {
      for (const [i, a] of blocks.entries()) {
        for (const b of blocks.slice(i + 1)) {
          const apartX = Math.abs(a.x - b.x) >= (a.width + b.width) / 2;
          const apartY = Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
          expect(apartX || apartY, `${a.block.id} and ${b.block.id}`).toBe(true);
        }
      }
    }
  });

  it('draws every connection, downwards', () => {
    const edges = columns.reduce((sum, { edges }) => sum + edges.length, 0);
    expect(edges).toBe(blocks.reduce((sum, { inputs }) => sum + new Set(inputs).size, 0));
    for (const { blocks } of columns) {
      const yOf = new Map(blocks.map(({ block, y }) => [block.id, y]));
      for (const { block, y } of blocks) for (const id of block.inputs) expect(yOf.get(id) ?? 0).toBeLessThan(y);
    }
  });
});

describe('columnsOf', () => {
  it('goes on from the one block that ends the column before', () => {
    const columns = columnsOf(blocksOf(deepMobileNetwork()));
    expect(columns.length).toBeGreaterThan(2);
    for (const [i, { source }] of columns.entries()) {
      expect(source).toBe(i === 0 ? undefined : columns[i - 1]!.rows.at(-1)![0]!.id);
    }
  });

  it('keeps one column where no row can end it', () => {
    expect(columnsOf(blocksOf(denselyConnected(9)))).toHaveLength(1);
  });
});
