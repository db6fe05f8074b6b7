import type { App } from '@amaan/http';

/** One route of a server. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

/** The routes as the server itself lists them: a tree, four columns a level. */
export function routesOf(app: App): Route[] {
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, part, methods] = /^(.*?── )(\S+) \((.+)\)$/.exec(line) ?? [];
      if (indent === undefined || part === undefined || methods === undefined) return [];
      const depth = indent.length / 4 - 1;
      above.length = depth;
      above.push(part);
      const path = above.join('');
      return methods
        .split(', ')
        .filter((method) => method !== 'HEAD')
        .map((method) => ({ method, path }) as Route);
    });
}

/** What of JSON Schema our routes use. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** A value that a schema takes, with the hash wherever a text may stand. */
export function fill(schema: Schema, hash: string): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return fill(schema.anyOf[0] ?? {}, hash);
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'array') return schema.minItems ? [fill(schema.items ?? {}, hash)] : [];
  if (schema.type === 'object' || schema.properties)
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, fill(schema.properties?.[name] ?? {}, hash)]),
    );
  const pattern = new RegExp(schema.pattern ?? '');
  const texts = [hash, hash.slice(0, 32), hash.slice(0, 12), '2026-11-24', 'N-0123456789', 'LOCAL', '1'];
  return texts.find(
    (text) =>
      pattern.test(text) &&
      text.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
      text.length >= (schema.minLength ?? 0),
  );
}

/** A route as OpenAPI describes it. */
export interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
