/** The next id of a search called `name`: `digits-1`, `digits-2`, ... */
export function nextId(searches: readonly { readonly id: string }[], name: string): string {
  const numbers = searches.flatMap(({ id }) => {
    const [, number] = id.startsWith(`${name}-`) ? (/^(\d+)$/.exec(id.slice(name.length + 1)) ?? []) : [];
    return number === undefined ? [] : [Number(number)];
  });
  return `${name}-${Math.max(0, ...numbers) + 1}`;
}
