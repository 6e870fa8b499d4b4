import { isEventType, type LocalDate } from '../../contract/index.js';
import { logicOf } from '../logic/index.js';
import builtIn from './agreements.json' with { type: 'json' };
import type { AgreedTerm, Agreement, AgreementSet } from './agreement.js';

type Json = Record<string, unknown>;

/** A catalogue document as it is loaded: sets, and agreements that they include. */
export interface CatalogueDocument {
  sets: Json[];
  agreements?: Json[];
}

export interface Catalogue {
  sets: readonly AgreementSet[];
  agreements: readonly Agreement[];
  principles: Readonly<Record<string, string>>;
}

/** What is wrong with a document, in words, one line per fault. */
export class CatalogueFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The agreements cannot be loaded:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Makes one catalogue of the built-in document and those loaded since, or throws a CatalogueFault. */
export function catalogueOf(loaded: readonly CatalogueDocument[] = []): Catalogue {
  const faults: string[] = [];
  const documents: CatalogueDocument[] = [builtIn, ...loaded];
  const agreements = documents.flatMap((document) =>
    (document.agreements ?? []).map((raw) => readAgreement(raw, faults)),
  );
  const sets = documents.flatMap((document) => document.sets.map((raw) => readSet(raw, faults)));
  faults.push(
    ...twice(agreements, 'agreement'),
    ...twice(sets, 'set'),
    ...overlaps(sets),
    ...dangling(sets, agreements),
  );
  if (faults.length > 0) throw new CatalogueFault(faults);
  return { sets, agreements, principles: builtIn.principles };
}

function readAgreement(raw: Json, faults: string[]): Agreement {
  const id = textOf(raw, 'id', faults, 'an agreement');
  const events = (field: string): Agreement['startsOn'] => eventsOf(raw, field, id, faults);
  const agreement: Agreement = {
    id,
    owner: oneOf(raw, 'owner', ['police', 'om', 'halt', 'recovery', 'chain'], id, faults),
    kind: oneOf(raw, 'kind', ['term', 'conduct', 'norm'], id, faults),
    principle: raw.principle as string | undefined,
    per: oneOf(raw, 'per', ['report', 'victim', 'suspect', 'claim', 'strand'], id, faults),
    title: textOf(raw, 'title', faults, id),
    titleNl: textOf(raw, 'titleNl', faults, id),
    source: textOf(raw, 'source', faults, id),
    mark: textOf(raw, 'mark', faults, id),
    startsOn: events('startsOn'),
    metBy: events('metBy'),
    lapsesOn: events('lapsesOn'),
    judgedOn: events('judgedOn'),
    term: raw.term === undefined ? undefined : termOf(raw.term as Json, id, faults),
    aboutStart: raw.about === 'start',
    by: raw.by as Agreement['by'],
    means: raw.means as string[] | undefined,
    first: raw.first === true,
    notAfterHearing: raw.notAfter === 'hearingAt',
    judgedByRecorded: raw.judgedBy === 'recorded',
    informational: raw.informational === true,
    shareToMeet: raw.shareToMeet as number | undefined,
    validFrom: raw.validFrom as LocalDate | undefined,
    logic: (raw.logic as string | undefined) ?? id,
    appliesWhen: raw.appliesWhen as string | undefined,
    requires: raw.requires as string | undefined,
  };
  faults.push(...incoherent(agreement));
  return agreement;
}

function incoherent(agreement: Agreement): string[] {
  const { id, kind, term, startsOn, metBy, judgedOn, appliesWhen, logic } = agreement;
  const faults: string[] = [];
  const { applies, requires } = logicOf(logic);
  if (kind === 'conduct') {
    if (judgedOn.length === 0) faults.push(`${id}: conduct needs judgedOn`);
    if (!requires) faults.push(`${id}: there is no logic "${logic}" that says what is required`);
  } else if (!term || startsOn.length === 0 || metBy.length === 0) {
    faults.push(`${id}: a ${kind} needs term, startsOn and metBy`);
  }
  if (appliesWhen !== undefined && !applies)
    faults.push(`${id}: there is no logic "${logic}" that says when it applies`);
  return faults;
}

function readSet(raw: Json, faults: string[]): AgreementSet {
  const id = textOf(raw, 'id', faults, 'a set');
  const terms = Object.entries((raw.terms as Record<string, Json> | undefined) ?? {});
  return {
    id,
    title: textOf(raw, 'title', faults, id),
    validFrom: dayOf(raw, 'validFrom', id, faults),
    validTo: raw.validTo === null || raw.validTo === undefined ? null : dayOf(raw, 'validTo', id, faults),
    source: textOf(raw, 'source', faults, id),
    mark: textOf(raw, 'mark', faults, id),
    includes: (raw.includes as string[] | undefined) ?? [],
    termBasis: raw.termBasis as AgreementSet['termBasis'],
    shareToMeet: raw.shareToMeet as number | undefined,
    basedOn: raw.basedOn as string | undefined,
    units: raw.units as string[] | undefined,
    terms: Object.fromEntries(
      terms.map(([agreement, term]) => [agreement, termOf(term, `${id}, ${agreement}`, faults)]),
    ),
  };
}

function termOf(raw: Json, where: string, faults: string[]): AgreedTerm {
  const { n } = raw;
  if (typeof n !== 'number' || !Number.isInteger(n) || n < 1 || n > 3650) {
    faults.push(`${where}: an impossible term: n must be a whole number from 1 to 3650`);
  }
  return {
    n: Number(n),
    unit: oneOf(raw, 'unit', ['hours', 'days', 'workingDays', 'months'], where, faults),
    basis: oneOf(raw, 'basis', ['statutory', 'attested', 'assumed'], where, faults),
  };
}

function eventsOf(raw: Json, field: string, where: string, faults: string[]): Agreement['startsOn'] {
  const value = raw[field];
  const types = value === undefined ? [] : [value].flat().map(String);
  return types.filter((type) => {
    const known = isEventType(type);
    if (!known) faults.push(`${where}: unknown event ${type} in ${field}`);
    return known;
  });
}

function oneOf<const Value extends string>(
  raw: Json,
  field: string,
  values: readonly Value[],
  where: string,
  faults: string[],
): Value {
  const found = values.find((value) => value === raw[field]);
  if (!found) faults.push(`${where}: ${field} must be one of ${values.join(', ')}`);
  return found ?? (values[0] as Value);
}

function textOf(raw: Json, field: string, faults: string[], where: string): string {
  const value = raw[field];
  if (typeof value === 'string' && value.trim() !== '') return value;
  faults.push(`${where}: ${field} is missing`);
  return '';
}

function dayOf(raw: Json, field: string, where: string, faults: string[]): LocalDate {
  const value = raw[field];
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  faults.push(`${where}: ${field} must be a date`);
  return '1900-01-01';
}

const twice = (entries: readonly { id: string }[], what: string): string[] =>
  entries
    .filter(({ id }, index) => entries.findIndex((one) => one.id === id) !== index)
    .map(({ id }) => `the ${what} ${id} is there twice`);

const includesBoth = (a: AgreementSet, b: AgreementSet): boolean =>
  a.includes.some((pattern) => b.includes.includes(pattern)) && (a.units ?? []).join() === (b.units ?? []).join();

const inForceTogether = (a: AgreementSet, b: AgreementSet): boolean =>
  a.validFrom <= (b.validTo ?? '9999-12-31') && b.validFrom <= (a.validTo ?? '9999-12-31');

const overlaps = (sets: readonly AgreementSet[]): string[] =>
  sets.flatMap((a, index) =>
    sets
      .slice(index + 1)
      .filter((b) => includesBoth(a, b) && inForceTogether(a, b))
      .map((b) => `the sets ${a.id} and ${b.id} are in force at the same time for the same agreements`),
  );

const dangling = (sets: readonly AgreementSet[], agreements: readonly Agreement[]): string[] =>
  sets.flatMap((set) => [
    ...(set.basedOn && !sets.some(({ id }) => id === set.basedOn) ? [`${set.id}: there is no set ${set.basedOn}`] : []),
    ...Object.keys(set.terms ?? {})
      .filter((id) => !agreements.some((agreement) => agreement.id === id))
      .map((id) => `${set.id}: there is no agreement ${id}`),
    ...set.includes
      .filter((pattern) => !agreements.some(({ id }) => matches(pattern, id)))
      .map((pattern) => `${set.id}: no agreement is meant by ${pattern}`),
  ]);

export const matches = (pattern: string, id: string): boolean =>
  pattern.endsWith('*') ? id.startsWith(pattern.slice(0, -1)) : pattern === id;

/** The set that an agreement belongs to on a date, for a police unit; a covenant's own set goes before the national one. */
export function setFor(
  catalogue: Catalogue,
  agreement: Agreement,
  on: LocalDate,
  unit: string | undefined,
): AgreementSet | undefined {
  const candidates = catalogue.sets.filter(
    (set) =>
      set.validFrom <= on &&
      on <= (set.validTo ?? '9999-12-31') &&
      includesOf(catalogue, set).some((pattern) => matches(pattern, agreement.id)) &&
      (set.units === undefined || (unit !== undefined && set.units.includes(unit))),
  );
  return candidates.find((set) => set.units !== undefined) ?? candidates[0];
}

const includesOf = (catalogue: Catalogue, set: AgreementSet): readonly string[] =>
  set.includes.length > 0 ? set.includes : (catalogue.sets.find(({ id }) => id === set.basedOn)?.includes ?? []);

/** The term as the set has it: its own for this agreement, that of the set it is based on, or the agreement's. */
export function termIn(catalogue: Catalogue, set: AgreementSet, agreement: Agreement): AgreedTerm | undefined {
  const based = catalogue.sets.find(({ id }) => id === set.basedOn);
  const term = set.terms?.[agreement.id] ?? based?.terms?.[agreement.id] ?? agreement.term;
  const basis = set.termBasis ?? term?.basis;
  return term && { ...term, basis: basis ?? term.basis };
}

export const shareToMeet = (set: AgreementSet, agreement: Agreement): number | undefined =>
  agreement.kind === 'norm' ? (set.shareToMeet ?? agreement.shareToMeet) : undefined;
