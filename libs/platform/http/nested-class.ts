import { createRequire } from 'node:module';

export type BodyClass = new () => object;

interface NestedFields {
  findTypeMetadata(target: BodyClass, property: string): { typeFunction?: () => BodyClass } | undefined;
}

/** Where class-transformer keeps which class a nested field has; it has no public way to it. */
const require = createRequire(import.meta.url);
export const { defaultMetadataStorage: nestedFields } = require('class-transformer/cjs/storage.js') as {
  defaultMetadataStorage: NestedFields;
};

/** The class of what stands in a field, or in each item of its list. */
export const nestedClassOf = (body: BodyClass, property: string): BodyClass | undefined =>
  nestedFields.findTypeMetadata(body, property)?.typeFunction?.();
