import { type Chance } from './chance.js';
import { ADVERBS, COMPOUNDS, DEEDS, MONTHS, PERSONS, PLACES, QUALITIES, THINGS } from './vocabulary.js';

const plural = (noun: string): string => (/[ej]$/.test(noun) ? `${noun}s` : `${noun}en`);
const two = (number: number): string => String(number).padStart(2, '0');

/** What stands in the place of a name in braces. */
const FILL: Record<string, (chance: Chance) => string> = {
  person: (chance) => chance.of(PERSONS),
  thing: (chance) => chance.of(THINGS),
  things: (chance) => plural(chance.of(THINGS)),
  compound: (chance) => chance.of(COMPOUNDS),
  quality: (chance) => chance.of(QUALITIES),
  deed: (chance) => chance.of(DEEDS),
  adverb: (chance) => chance.of(ADVERBS),
  place: (chance) => chance.of(PLACES),
  number: (chance) => String(chance.between(2, 400)),
  time: (chance) => `${two(chance.between(0, 23))}.${two(chance.between(0, 59))}`,
  date: (chance) => {
    const [day, month, year] = [chance.between(1, 28), chance.between(1, 12), chance.between(2009, 2014)];
    return chance.of([
      `${day} ${MONTHS[month - 1]!} ${year}`,
      `${two(day)}-${two(month)}-${year}`,
      `${year}-${two(month)}-${two(day)}`,
      `${day} ${MONTHS[month - 1]!}`,
    ]);
  },
  telephone: (chance) => `0${chance.between(10, 88)}-${chance.between(1_000_000, 9_999_999)}`,
  amount: (chance) => `€ ${chance.between(5, 9_000)},${two(chance.between(0, 99))}`,
  file: (chance) => `PL15${two(chance.between(0, 99))}-${chance.between(2_010_000_000, 2_014_999_999)}`,
  postcode: (chance) => `${chance.between(1000, 9999)} ${chance.of(['AA', 'BK', 'TR', 'ZN', 'LM'])}`,
};

const TEMPLATES = [
  'De {person} {deed} {adverb} tegen de {person} bij de {thing}.',
  'Om {time} uur kwam een {quality} {person} aan de {compound} en {deed} {adverb}.',
  'Op {date} {deed} de {person} in {place} een {quality} {thing}.',
  'Hij zei dat hij de {thing} zou vernielen als de {person} niet {adverb} hielp.',
  'De {compound} is {adverb} gesloten wegens de schade van {amount}.',
  'Een {person} uit {place} heeft de {quality} {thing} {adverb} gezien.',
  'Er stonden {number} {things} op de {compound} van {place}.',
  'Wij hebben de {person} {adverb} gevraagd om de {thing} terug te brengen.',
  'Bij het {thing} lag een {quality} {thing} met een {quality} {thing} erop.',
  'In de {quality} {thing} werd een {thing} van de {person} gevonden.',
  'Dossier {file}: de {person} {deed}, de {person} {deed} niet.',
  'Bel voor vragen over de {compound} het nummer {telephone}.',
  'De schade aan de {thing} bedraagt {amount}, exclusief de {compound}.',
  'Tijdens de {compound} van {date} {deed} niemand iets over de {things}.',
  'De {person} en de {person} {deed} samen langs de {compound}, {adverb} naar {place}.',
  '"Ik weet waar je {thing} staat," {deed} de {quality} {person}.',
  'Volgens de {person} was de {compound} in {place} {quality} en de {thing} {quality}.',
  'Mijn {person} werkt al {number} jaar als {person} in de {compound}.',
  'Waarom {deed} de {person} de {thing} en niet het {thing}?',
  'Het {thing} van de {person} is {adverb} naar {postcode} {place} gestuurd.',
  'Aan de {quality} {thing} achter de {compound} hangen {things} en {things}.',
  'De verdachte, een {quality} {person}, {deed} {adverb}; de {person} {deed} hem.',
  'Na de {compound} ging de {person} met de {thing} naar {place}, waar hij {adverb} {deed}.',
  'Zij heeft {number} {things} besteld voor de {compound} van {date}.',
  'Voor de {things} geldt: {number} per {person}, {amount} per stuk.',
  'Op de {compound}\nstond een {quality} {thing}; de {person} {deed}.',
  'Onder het {thing}, in de {compound}, {deed} een {person} uit {place}.',
  'De groep {deed} {adverb} en {deed} daarna een {thing} kapot (zie foto {number}).',
];

export const sentence = (chance: Chance): string => {
  const filled = chance.of(TEMPLATES).replace(/\{(\w+)\}/g, (_, slot: string) => FILL[slot]!(chance));
  return filled.charAt(0).toUpperCase() + filled.slice(1);
};

export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
