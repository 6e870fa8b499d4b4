import type { PlaceKind, Search } from './search.js';

/** What a search must have come across in each place, if it looked there at all. */
export interface Marks {
  kind: PlaceKind;
  marks: readonly string[];
}

export const marksOf = (caseNumbers: readonly string[], turned: readonly string[], isOnRedis: boolean): Marks[] => [
  { kind: 'table', marks: turned },
  { kind: 'former row', marks: caseNumbers },
  { kind: isOnRedis ? 'Redis' : 'queue job', marks: caseNumbers },
  { kind: 'answer', marks: turned },
  { kind: 'output', marks: ['database system is ready'] },
  { kind: 'metrics', marks: ['route="/v1/incident-reports"', 'route="/v1/cases/:case/identities/:id"'] },
  { kind: 'document', marks: ['"openapi":', "url: '/v1/openapi.json'"] },
];

export const notSeen = (search: Search, { kind, marks }: Marks): string[] =>
  marks.filter((mark) => !search.saw(kind, mark));
