import { bodySchemas } from '../../libs/platform/documentation/schemas.js';
import { code, table } from './table.js';

/** Why a field is asked, and whether it says something of a person. */
export interface Reason {
  personal: 'no' | 'about somebody' | 'free text' | 'identifies';
  reason: string;
}

export interface Reasons {
  /** By the name of the field, whichever body it is in. */
  fields: Record<string, Reason>;
  /** `Class.field`, where it differs. */
  ofClass: Record<string, Reason>;
}

interface Field {
  type?: string | string[];
  enum?: unknown[];
  format?: string;
  $ref?: string;
  items?: Field;
}

const typeOf = (field: Field): string => {
  if (field.$ref) return field.$ref.split('/').at(-1) ?? '';
  if (field.enum) return field.enum.length > 12 ? `one of ${String(field.enum.length)}` : field.enum.join(', ');
  if (field.type === 'array') return `list of ${typeOf(field.items ?? {})}`;
  return { 'date-time': 'moment', date: 'day', uuid: 'identifier' }[field.format ?? ''] ?? String(field.type);
};

/** Every field of every body that the API takes. Throws where a field has no reason, or a reason no field. */
export function dataDictionaryPage(bodies: Iterable<new () => object>, reasons: Reasons): string {
  const unused = new Set([...Object.keys(reasons.fields), ...Object.keys(reasons.ofClass)]);
  const missing: string[] = [];
  const rows = Object.entries(bodySchemas(bodies)).flatMap(([name, schema]) => {
    const required = new Set((schema.required as string[] | undefined) ?? []);
    const fields = Object.entries((schema.properties as Record<string, Field> | undefined) ?? {});
    return fields.sort(byRequired(required)).map(([field, about]) => {
      const key = `${name}.${field}`;
      const found = reasons.ofClass[key] ? key : field;
      const why = reasons.ofClass[key] ?? reasons.fields[field];
      unused.delete(found);
      if (!why) missing.push(key);
      const optional = required.has(field) ? '' : '?';
      return [code(name), code(`${field}${optional}`), typeOf(about), why?.personal ?? '', why?.reason ?? ''];
    });
  });
  if (missing.length > 0) throw new Error(`No reason in docs/data-dictionary.json for ${missing.join(', ')}.`);
  if (unused.size > 0)
    throw new Error(`docs/data-dictionary.json explains what is not asked: ${[...unused].join(', ')}.`);
  return [
    '# Data dictionary',
    'Every field that the API takes, and why. A field with `?` may be left out. Made from the body classes and' +
      ' `data-dictionary.json` by `npm run docs`.',
    '_Personal_: what `identifies` a person and `free text`, which may, stay with their owner and never travel in an' +
      ' event. What is `about somebody` says something of a person whom only an identifier tells; it travels as far as' +
      ' `events.md` has it.',
    table(['body', 'field', 'type', 'personal', 'reason'], rows),
  ].join('\n\n');
}

const byRequired =
  (required: ReadonlySet<string>) =>
  ([a]: [string, unknown], [b]: [string, unknown]): number =>
    Number(a === 'occurredAt') - Number(b === 'occurredAt') || Number(required.has(b)) - Number(required.has(a));
