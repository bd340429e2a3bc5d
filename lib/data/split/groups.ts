/** Examples that must be in one split, as indices. */
export type Group = readonly number[];

/** Examples by content, in the order of their first; each by itself without contents. */
export function groupsOf(examples: Int32Array, contents: readonly string[] | undefined): readonly Group[] {
  if (!contents) return Array.from(examples, (example) => [example]);
  return [...Map.groupBy(examples, (example) => contents[example]!).values()];
}

export const sizeOf = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + group.length, 0);
