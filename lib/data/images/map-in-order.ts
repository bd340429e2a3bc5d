/**
 * What `work` makes of each item, in the order of the items; up to `width` are worked on at the same time.
 * @throws whatever the items or the work throw, at once where it is their turn
 */
export async function* mapInOrder<Item, Result>(
  items: AsyncIterable<Item>,
  width: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Whoever awaits it in its turn is told; until then a failure is nobody's.
    result.catch(() => {});
    running.push(result);
    if (running.length === width) yield await running.shift()!;
  }
  for (const result of running) yield await result;
}
