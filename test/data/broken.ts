/** One way in which data can be wrong: the field that the message must name, the source, and what else it must say. */
export type Broken = readonly [kind: string, field: string, spec: () => Promise<object>, says: readonly string[]];
