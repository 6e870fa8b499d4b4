import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { nestedClassOf, nestedFields, type BodyClass } from '../http/nested-class.js';

type Schema = Record<string, unknown>;

const options = {
  refPointerPrefix: '#/components/schemas/',
  classTransformerMetadataStorage: nestedFields as never,
  additionalConverters: {
    isMoment: { type: 'string', format: 'date-time' },
    isDay: { type: 'string', format: 'date' },
    isText: { type: 'string', minLength: 1 },
    // Every number that is taken is a whole one, which `isInt` says.
    min: ({ constraints }: { constraints: number[] }) => ({ minimum: constraints[0] }),
    max: ({ constraints }: { constraints: number[] }) => ({ maximum: constraints[0] }),
  },
} as const;

/**
 * The JSON schemas of these body classes and of what is nested in them, by name, from the same decorators that
 * validate. Two classes of one name are the same schema or a mistake.
 */
export function bodySchemas(bodies: Iterable<BodyClass>): Record<string, Schema> {
  const schemas = new Map<string, Schema>();
  const describe = (body: BodyClass): void => {
    const schema = { ...targetConstructorToSchema(body, options), additionalProperties: false } as Schema;
    const known = schemas.get(body.name);
    if (known && JSON.stringify(known) !== JSON.stringify(schema)) {
      throw new Error(`Two body classes that differ are both called ${body.name}.`);
    }
    if (known) return;
    schemas.set(body.name, schema);
    for (const property of Object.keys((schema.properties as object | undefined) ?? {})) {
      const nested = nestedClassOf(body, property);
      if (nested) describe(nested);
    }
  };
  for (const body of bodies) describe(body);
  return Object.fromEntries([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
}
