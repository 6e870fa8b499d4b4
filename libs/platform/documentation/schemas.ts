import { createRequire } from 'node:module';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';

type Schema = Record<string, unknown>;

/** Where class-transformer keeps which class a nested field has; it has no public way to it. */
const require = createRequire(import.meta.url);
const { defaultMetadataStorage } = require('class-transformer/cjs/storage.js') as {
  defaultMetadataStorage: NonNullable<
    Parameters<typeof validationMetadatasToSchemas>[0]
  >['classTransformerMetadataStorage'];
};

/** The JSON schemas of every body class that is loaded, from the same decorators that validate. */
export function bodySchemas(): Record<string, Schema> {
  const schemas = validationMetadatasToSchemas({
    refPointerPrefix: '#/components/schemas/',
    classTransformerMetadataStorage: defaultMetadataStorage,
    additionalConverters: {
      isMoment: { type: 'string', format: 'date-time' },
      isDay: { type: 'string', format: 'date' },
      isText: { type: 'string', minLength: 1 },
    },
  }) as Record<string, Schema>;
  for (const schema of Object.values(schemas)) Object.assign(schema, { additionalProperties: false });
  return schemas;
}
