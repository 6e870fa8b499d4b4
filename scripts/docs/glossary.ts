import { table } from './table.js';

export interface Term {
  term: string;
  dutch: string;
  meaning?: string;
}

/** The terms of the API, the events and the code, with their Dutch originals. */
export const glossaryPage = (terms: readonly Term[]): string =>
  [
    '# Glossary',
    'The terms of the API, the events and the code, with their Dutch originals. Made from `glossary.json` by `npm run docs`.',
    table(
      ['term', 'Dutch', 'meaning'],
      terms.map(({ term, dutch, meaning }) => [term, dutch, meaning ?? '']),
    ),
  ].join('\n\n');
