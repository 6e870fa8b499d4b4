import { partKinds, partyKinds, type PartKind, type PartyKind, type Role } from '../../libs/contract/index.js';
import { objectsIn, textOf, type Json } from './json.js';
import { isObject } from './json.js';

export interface PartView {
  kind: PartKind;
  id: string;
  state: string;
  party?: string;
  strand?: string;
  href: string;
}

/** A case file as one reader sees it. */
export interface CaseView {
  parties: { kind: string; organisation: string }[];
  parts: PartView[];
  strands: { id: string; state: string }[];
}

export function readCaseFile(json: Json | undefined): CaseView {
  const file = isObject(json) ? json : {};
  return {
    parties: objectsIn(file.parties).map(({ kind, organisation }) => ({
      kind: textOf(kind) ?? '',
      organisation: textOf(organisation) ?? '',
    })),
    parts: objectsIn(file.parts).flatMap(({ kind, id, state, party, strand, href }) => {
      const known = partKinds.find((name) => name === kind);
      if (!known || typeof id !== 'string') return [];
      const about = { party: textOf(party), strand: textOf(strand) };
      return [
        { kind: known, id, state: textOf(state) ?? 'none', href: textOf(href) ?? `/v1/${known}s/${id}`, ...about },
      ];
    }),
    strands: objectsIn(file.strands).map(({ id, state }) => ({ id: textOf(id) ?? '', state: textOf(state) ?? 'none' })),
  };
}

/** The people of each party who are asked what they see. */
export const rolesOfParty: Record<PartyKind, readonly Role[]> = {
  employer: ['employer_contact'],
  police: ['police_officer', 'police_liaison'],
  om: ['om_liaison', 'public_prosecutor', 'victim_desk'],
  halt: ['halt_coordinator'],
  recovery: ['recovery_officer'],
};

export const readersOf = (view: CaseView): string[] =>
  view.parties.flatMap(({ kind, organisation }) =>
    partyKinds
      .filter((known) => known === kind)
      .flatMap((known) => rolesOfParty[known])
      .map((role) => `${role}@${organisation}`),
  );

/** What a state expectation or `on` is about. */
export interface Subject {
  kind: PartKind | 'strand';
  /** The party or strand; absent for the incident report. */
  reference?: string;
}

const kindOfPrefix: Record<string, PartKind | 'strand'> = {
  police: 'police-report',
  suspect: 'strand',
  om: 'file',
  halt: 'halt-referral',
  claim: 'claim',
};

export function subjectOf(key: string): Subject | undefined {
  if (key === 'report') return { kind: 'incident-report' };
  const [prefix = '', ...rest] = key.split(':');
  const kind = Object.hasOwn(kindOfPrefix, prefix) ? kindOfPrefix[prefix] : undefined;
  return kind && rest.length > 0 ? { kind, reference: rest.join(':') } : undefined;
}

/** The part of this kind that is about this party or strand. */
export const partIn = (view: CaseView, kind: PartKind, about: string | undefined): PartView | undefined =>
  view.parts.find((part) => part.kind === kind && (kind === 'incident-report' || isAbout(part, about)));

const isAbout = (part: PartView, about: string | undefined): boolean =>
  about !== undefined && (part.party === about || part.strand === about || (isOfStrand(part) && part.id === about));

// A strand bears its suspect's identifier at every agency.
const isOfStrand = (part: PartView): boolean => part.kind === 'file' || part.kind === 'halt-referral';

/** The state of a subject as one reader sees it; undefined where it is not seen. */
export function stateIn(view: CaseView, kind: Subject['kind'], about: string | undefined): string | undefined {
  if (kind === 'strand') return view.strands.find(({ id }) => id === about)?.state;
  return partIn(view, kind, about)?.state;
}
