import { alternatives, type JsonSchema } from './json-schema.ts';
import { isMapping } from './mapping.ts';

export type Path = readonly PropertyKey[];

/** The schema of the field at `path`; where the schema branches, the branch that `value` has chosen. */
export function schemaAt(schema: JsonSchema, path: Path, value: unknown): JsonSchema | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return schema;
  const fields = branches(schema, value).flatMap(({ properties, items }) => properties?.[String(key)] ?? items ?? []);
  const child = fields.length > 1 && fields.every(isConst) ? { enum: fields.map((field) => field.const) } : fields[0];
  return child && schemaAt(child, rest, isMapping(value) || Array.isArray(value) ? Reflect.get(value, key) : undefined);
}

/** Names of the fields that the mapping `value` may have. */
export function fieldsOf(schema: JsonSchema, value: unknown): readonly string[] {
  const names = branches(schema, value).flatMap(({ properties }) => Object.keys(properties ?? {}));
  return [...new Set(names)].filter((name) => !name.startsWith('$'));
}

/** The alternatives whose constants (`name`, `source`) agree with `value`, or all when none does. */
function branches(schema: JsonSchema, value: unknown): readonly JsonSchema[] {
  const all = alternatives(schema).filter(({ properties, items }) => properties ?? items);
  const chosen = all.filter(({ properties = {} }) =>
    Object.entries(properties).every(
      ([field, inner]) => !isConst(inner) || 'default' in inner || (isMapping(value) && value[field] === inner.const),
    ),
  );
  return chosen.length > 0 ? chosen : all;
}

const isConst = (schema: JsonSchema) => 'const' in schema;

/** What a schema allows, in words. */
export function describeAllowed(schema: JsonSchema): string {
  const all = alternatives(schema);
  const mappings = all.filter(({ properties }) => properties);
  const others = all.filter(({ properties }) => !properties).map(describeOne);
  return [...others, ...(mappings.length > 0 ? [describeMapping(mappings)] : [])].join(', or ');
}

function describeMapping(mappings: readonly JsonSchema[]): string {
  const fields = new Set(mappings.flatMap(({ properties }) => Object.keys(properties!)));
  if (mappings.length === 1) return `a mapping with the fields ${[...fields].join(', ')}`;
  const named = [...fields].flatMap((field) => {
    const constants = mappings.flatMap(({ properties }) => properties![field]?.const ?? []);
    return constants.length > 0 ? [`${field} (${constants.join(', ')})`] : [];
  });
  return `a mapping with ${named.join(', ')} and its own fields`;
}

function describeOne(schema: JsonSchema): string {
  if (isConst(schema)) return String(schema.const);
  if (schema.enum) return schema.enum.length === 1 ? String(schema.enum[0]) : `one of ${schema.enum.join(', ')}`;
  switch (schema.type) {
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'boolean':
      return 'true or false';
    case 'array':
      return `a list${length(schema)}${schema.items ? ` of which each item is ${describeAllowed(schema.items)}` : ''}`;
    case 'string':
      return schema.pattern
        ? `text like ${schema.examples?.[0] ?? 'the pattern'} (${schema.pattern})`
        : `text${schema.minLength ? ', not empty' : ''}`;
    default:
      return schema.description ?? 'another value';
  }
}

function range({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: JsonSchema): string {
  const bounded = (bound?: number) => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER;
  const parts = [
    bounded(exclusiveMinimum) && `above ${exclusiveMinimum}`,
    bounded(minimum) && `from ${minimum}`,
    bounded(exclusiveMaximum) && `below ${exclusiveMaximum}`,
    bounded(maximum) && `${bounded(minimum) ? 'to' : 'up to'} ${maximum}`,
  ].filter((part) => part !== false);
  return parts.map((part) => ` ${part}`).join('');
}

function length({ minItems, maxItems }: JsonSchema): string {
  if (minItems !== undefined && maxItems !== undefined) return ` of ${minItems} to ${maxItems} items`;
  return minItems === undefined ? '' : ` of at least ${minItems} ${minItems === 1 ? 'item' : 'items'}`;
}
