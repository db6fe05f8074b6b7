import { exampleOf, type Schema } from './example-of.ts';

interface Media {
  readonly schema?: Schema;
  /** What the plugin makes of a schema's own `examples`. */
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
  example?: unknown;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly schema?: Schema; example?: unknown }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, Media>> };
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, Media>> } | undefined>
  >;
}

/** The part of an OpenAPI description that holds examples. */
export interface Description {
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const JSON_TYPE = 'application/json';

/** Gives every parameter, JSON body and JSON answer of a description its example. */
export function withExamples<T extends object>(description: T): T {
  for (const operations of Object.values((description as Description).paths ?? {}))
    for (const operation of Object.values(operations)) {
      for (const parameter of operation.parameters ?? [])
        if (parameter.schema) parameter.example = exampleOf(parameter.schema, parameter.name);
      const contents = [operation.requestBody, ...Object.values(operation.responses ?? {})];
      for (const content of contents) {
        const media = content?.content?.[JSON_TYPE];
        if (media?.schema && media.example === undefined && !media.examples)
          media.example = exampleOf(media.schema);
      }
    }
  return description;
}
