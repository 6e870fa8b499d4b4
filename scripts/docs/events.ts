import { catalogue, eventTypes, seenBy, type EventType } from '../../libs/contract/index.js';
import { producersOf } from '../../libs/platform/messaging/addressing.js';
import { code, codes, table } from './table.js';

interface Shape {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
}

const membersOf = (shape: Shape): string => {
  const required = new Set(shape.required ?? []);
  return Object.entries(shape.properties ?? {})
    .map(([name, member]) => `${code(`${name}${required.has(name) ? '' : '?'}`)}${within(member)}`)
    .join(', ');
};

const within = (member: Shape): string => {
  if (member.type === 'object' && member.properties) return ` {${membersOf(member)}}`;
  if (member.type !== 'array' || !member.items) return '';
  return member.items.properties ? ` [{${membersOf(member.items)}}]` : ' []';
};

const row = (type: EventType): string[] => [
  code(type),
  codes(producersOf(type)),
  codes(seenBy(type)) || 'no party',
  codes(catalogue[type].addressedTo) || '–',
  membersOf(catalogue[type].data as Shape) || '–',
];

export const eventsPage = (): string =>
  [
    '# Events',
    'What travels through the chain. Every event has an identifier, its type and version, the case and its number,' +
      ' the producer, when it happened and when it was recorded, the role and organisation that acted, and what it' +
      ' is about (the part and its state after the event, police report, victim, strand, claim). The case file hears' +
      ' every event, besides those to whom it is addressed. Members with `?` may be absent. Made from' +
      ' `libs/contract/events/` by `npm run docs`.',
    table(['type', 'producer', 'seen by', 'addressed to', 'data'], eventTypes.map(row)),
  ].join('\n\n');
