/** The next id of a search called `name` after those there are: `digits-1`, `digits-2`, ... */
export function nextId(ids: readonly string[], name: string): string {
  const numbers = ids.flatMap((id) => {
    const [, number] = id.startsWith(`${name}-`) ? (/^(\d+)$/.exec(id.slice(name.length + 1)) ?? []) : [];
    return number === undefined ? [] : [Number(number)];
  });
  return `${name}-${Math.max(0, ...numbers) + 1}`;
}
