import { FORMS, NUMBERS, TEXTS } from './words.ts';

/** What of JSON Schema our routes use. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/**
 * An example of a schema, made of the examples of its parts: a schema's own (`examples`) or else what fields of that name
 * hold everywhere in our interfaces (`words.ts`). With every field, those that may be absent too.
 *
 * @param name the field's name; that of its list for what stands in one
 * @returns undefined where nothing is known that fits
 */
export function exampleOf(schema: Schema, name = ''): unknown {
  if (schema.examples) return schema.examples[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) {
    const [first] = schema.anyOf.filter(({ type }) => type !== 'null');
    return first ? exampleOf(first, name) : null;
  }
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, part]) => [key, exampleOf(part, key)]),
      );
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () =>
        exampleOf(schema.items ?? {}, name),
      );
    case 'integer':
    case 'number':
      return [NUMBERS[name], schema.minimum, schema.maximum, 1].find(
        (value) =>
          value !== undefined &&
          value >= (schema.minimum ?? Number.NEGATIVE_INFINITY) &&
          value <= (schema.maximum ?? Number.POSITIVE_INFINITY),
      );
    case 'boolean':
      return true;
    case 'string':
      return [TEXTS[name] ?? [], schema.pattern ? FORMS : 'a text'].flat().find((text) => fits(schema, text));
    case 'null':
      return null;
    default:
      return undefined;
  }
}

function fits(
  { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema,
  text: string,
): boolean {
  return (
    text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, 'u').test(text))
  );
}
