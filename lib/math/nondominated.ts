/** Values of one item, one an objective, all to be minimised. */
export type Objectives = readonly number[];

/**
 * Non-dominated sorting: the indices of the items that none dominates, then of those that only these dominate, and so on; in
 * each front by the first objective, equal items by index. By efficient sorting with binary search (Zhang et al. 2015,
 * https://doi.org/10.1109/TEVC.2014.2308305): items in lexicographic order are dominated by earlier ones alone.
 */
export function nondominatedFronts(items: readonly Objectives[]): readonly (readonly number[])[] {
  const fronts: number[][] = [];
  const order = items.map((_, i) => i).sort((a, b) => lexicographic(items[a]!, items[b]!) || a - b);
  for (const index of order) {
    const front = fronts[rankOf(index)];
    if (front) front.push(index);
    else fronts.push([index]);
  }
  return fronts;

  /** The first front that does not dominate an item. None behind it does: what dominates there is itself dominated here. */
  function rankOf(index: number): number {
    let [low, high] = [0, fronts.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isDominated(index, fronts[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The latest members are the likeliest to dominate. */
  function isDominated(index: number, members: readonly number[]): boolean {
    for (let i = members.length - 1; i >= 0; i--) if (dominates(items[members[i]!]!, items[index]!)) return true;
    return false;
  }
}

/**
 * Crowding distance of each item of a front (Deb et al. 2002, https://doi.org/10.1109/4235.996017, section III.B): how far
 * apart its neighbours are, summed over the objectives, each scaled to the front; infinite at the ends.
 */
export function crowdingDistances(front: readonly Objectives[]): readonly number[] {
  const distances = front.map(() => 0);
  for (let objective = 0; objective < (front[0]?.length ?? 0); objective++) {
    const at = (i: number) => front[order[i]!]![objective]!;
    const order = front.map((_, i) => i).sort((a, b) => front[a]![objective]! - front[b]![objective]!);
    const range = at(order.length - 1) - at(0);
    for (let i = 0; i < order.length; i++) {
      const isEnd = i === 0 || i === order.length - 1;
      if (isEnd) distances[order[i]!] = Infinity;
      else if (range > 0) distances[order[i]!]! += (at(i + 1) - at(i - 1)) / range;
    }
  }
  return distances;
}

/**
 * The items from best to worst as NSGA-II compares them (section III.C): front by front, in a front those with the emptiest
 * surroundings first, equal ones by index.
 */
export function crowdedOrder(items: readonly Objectives[]): readonly number[] {
  return nondominatedFronts(items).flatMap((front) => {
    const distances = crowdingDistances(front.map((index) => items[index]!));
    return front
      .map((index, i) => ({ index, distance: distances[i]! }))
      .sort((a, b) => (a.distance === b.distance ? a.index - b.index : b.distance - a.distance))
      .map(({ index }) => index);
  });
}

function lexicographic(a: Objectives, b: Objectives): number {
  const first = a.findIndex((value, i) => value !== b[i]);
  return first < 0 ? 0 : a[first]! - b[first]!;
}

const dominates = (a: Objectives, b: Objectives) =>
  a.every((value, i) => value <= b[i]!) && a.some((value, i) => value < b[i]!);
