import { z } from 'zod';
import { AUTO } from './auto-strategy.ts';
import { SHORTHANDS } from './normalise.ts';
import { specificationSchema } from './specification.ts';

/** The part of JSON Schema (draft 2020-12) that zod writes for specifications. */
export interface JsonSchema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: { readonly [field: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/** The published JSON Schema of what a person may write, shorthands included; see docs/specification.schema.json. */
export function specificationJsonSchema(): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(specificationSchema, { io: 'input', target: 'draft-2020-12' });
  const long = schema as JsonSchema;
  const short = Object.entries(SHORTHANDS).map(([field, key]) => [field, withName(long.properties![field]!, key)]);
  const properties = { ...long.properties, ...Object.fromEntries(short) };
  properties.strategy = { ...withAuto(properties.strategy as JsonSchema), default: AUTO };
  const required = long.required!.filter((field) => field !== 'strategy');
  return { $schema, title: 'spotnas specification', ...long, properties, required } as JsonSchema;
}

/** A strategy may be left to the search. */
function withAuto({ anyOf: [names, ...mappings] = [], ...node }: JsonSchema): JsonSchema {
  return { ...node, anyOf: [{ ...names, enum: [AUTO, ...names!.enum!] }, ...mappings] };
}

/** Adds the alternative of giving the name alone; only to entries that need no other field. */
function withName(node: JsonSchema, key: string): JsonSchema {
  const { description, ...mapping } = node;
  const names = alternatives(node)
    .filter(({ required = [] }) => required.every((field) => field === key))
    .map(({ properties }) => properties?.[key]?.const);
  return { description, anyOf: [{ title: `${key} alone`, enum: names }, mapping] };
}

/** The schemas of which a value must meet one. */
export function alternatives(node: JsonSchema): readonly JsonSchema[] {
  const parts = node.anyOf ?? node.oneOf;
  return parts ? parts.flatMap(alternatives) : [node];
}
