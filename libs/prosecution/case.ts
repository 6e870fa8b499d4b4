import type { EventData, Instant, KnownClaims, LiveAward, LocalDate, PartyKind } from '../contract/index.js';
import type { Part } from '../platform/casework/case-context.js';
import type { Demand } from './demand.js';

/** What the prosecution knows of a case: a strand per suspect, and what its decisions need of the other agencies. */
export interface ProsecutionCase {
  caseId: string;
  caseNumber: string;
  employer: string | null;
  /** A police report of the case was taken with the VPT code. */
  policeVptCode: boolean;
  /** By suspect. */
  strands: Record<string, Strand>;
  claims: KnownClaims;
  /** The victims, and the employer where it reported, with what each asked when its report was taken. */
  parties: Record<string, PartyWishes>;
}

export interface PartyWishes {
  joinderWish: 'yes' | 'no' | 'later' | null;
  wantsInformation: boolean;
}

/** Each of the two can be there without the other. */
export interface Strand {
  file: FileRecord | null;
  consent: ConsentRequest | null;
}

export const fileStates = [
  'received',
  'at_halt',
  'completed_at_halt',
  'dismissed',
  'transaction_offered',
  'transaction_fulfilled',
  'penal_order_issued',
  'objection',
  'penal_order_final',
  'summoned',
  'judged',
  'appealed',
  'judgment_final',
] as const;
export type FileState = (typeof fileStates)[number];

const endStates: readonly FileState[] = [
  'completed_at_halt',
  'dismissed',
  'transaction_fulfilled',
  'penal_order_final',
  'judgment_final',
];

export const hasEnded = (file: FileRecord): boolean => endStates.includes(file.state);

export interface ClaimAmount {
  claim: string;
  amountCents: number;
}

/** Which claims a decision names, and why not others. */
export interface ClaimsNamed {
  claimsNamed: string[];
  noClaimReason?: string;
}

export interface Dismissal {
  dismissedAt: Instant;
  groundCode: string;
  kind: 'technical' | 'policy';
  reason: string;
  claims: string[];
}

export interface Transaction extends ClaimsNamed {
  offeredAt: Instant;
  amountCents: number;
  hours?: number;
  compensation: ClaimAmount[];
  demand: Demand;
}

export interface PenalOrder extends ClaimsNamed {
  issuedAt: Instant;
  fineCents?: number;
  hours?: number;
  compensation: ClaimAmount[];
  demand: Demand;
  opposedAt?: Instant;
  compliedWith?: boolean;
}

export interface Summons extends ClaimsNamed {
  summonedAt: Instant;
  hearingAt: Instant;
  court: string;
  fastTrack: boolean;
  demand: Demand;
  /** The hearings that were moved, with the reason. */
  moved: { from: Instant; reason: string }[];
}

export interface Judgment {
  givenAt: Instant;
  instance: 'first' | 'appeal';
  verdict: EventData<'judgment.given'>['verdict'];
  sentence?: EventData<'judgment.given'>['sentence'];
  violentOrSexual: boolean;
  awards: (ClaimAmount & { jointly: boolean; measure: boolean })[];
}

/** The file of one suspect. The latest of each decision is kept; the journal of the case has them all. */
export interface FileRecord {
  state: FileState;
  receivedAt: Instant;
  prosecutorsOffice: string;
  policeUnit: string;
  haltOffice: string;
  offences: string[];
  offenceOn: LocalDate;
  vptCode: boolean;
  /** At the time of the offence. */
  age: number;
  juvenile: boolean;
  interview?: EventData<'file.sent-to-prosecution'>['interview'];
  handler: string | null;
  dismissal?: Dismissal;
  transaction?: Transaction;
  penalOrder?: PenalOrder;
  summons?: Summons;
  judgments: Judgment[];
}

export interface ConsentRequest {
  requestedAt: Instant;
  prosecutorsOffice: string;
  policeUnit: string;
  haltOffice: string;
  answer?: { decision: 'given' | 'refused'; reason: string; answeredAt: Instant };
}

export const begin = (caseId: string, caseNumber: string): ProsecutionCase => ({
  caseId,
  caseNumber,
  employer: null,
  policeVptCode: false,
  strands: {},
  claims: {},
  parties: {},
});

export const strandOf = (state: ProsecutionCase, id: string): Strand =>
  (state.strands[id] ??= { file: null, consent: null });

export function parts(state: ProsecutionCase): Part[] {
  return Object.entries(state.strands).flatMap(([id, { file, consent }]) => {
    const madeAt = file?.receivedAt ?? consent?.requestedAt;
    return madeAt === undefined ? [] : [{ kind: 'file' as const, id, state: file?.state ?? null, madeAt }];
  });
}

const distinct = (codes: readonly (string | null | undefined)[]): string[] => [
  ...new Set(codes.filter((code): code is string => typeof code === 'string')),
];

/** Nobody is party here before there is a file or a request for consent. */
export function parties(state: ProsecutionCase): Partial<Record<PartyKind, readonly string[]>> {
  const holders = Object.values(state.strands).flatMap(({ file, consent }) => [file, consent]);
  if (!holders.some(Boolean)) return {};
  const atHalt = Object.values(state.strands).flatMap(({ file, consent }) => [
    file && (file.state === 'at_halt' || file.state === 'completed_at_halt') ? file.haltOffice : null,
    consent?.haltOffice,
  ]);
  return {
    om: distinct(holders.map((holder) => holder?.prosecutorsOffice)),
    police: distinct(holders.map((holder) => holder?.policeUnit)),
    employer: distinct([state.employer]),
    halt: distinct(atHalt),
    recovery: distinct(Object.values(state.claims).map((claim) => claim.recoverer)),
  };
}

/** A request for consent without a file is between Halt, the police and OM. */
export const knows = (_state: ProsecutionCase, part: Part, as: PartyKind): boolean =>
  part.state !== null || as === 'om' || as === 'police';

/** What a file has its suspect pay on claims, as long as that decision stands. */
function awardsOf(file: FileRecord): { claim: string; amountCents: number; jointly: boolean }[] {
  const severally = (amounts: readonly ClaimAmount[]) => amounts.map((amount) => ({ ...amount, jointly: false }));
  switch (file.state) {
    case 'penal_order_issued':
    case 'penal_order_final':
      return severally(file.penalOrder?.compensation ?? []);
    case 'transaction_fulfilled':
      return severally(file.transaction?.compensation ?? []);
    case 'judged':
    case 'appealed':
    case 'judgment_final':
      return file.judgments.at(-1)?.awards ?? [];
    default:
      return [];
  }
}

export const liveAwards = (state: ProsecutionCase): LiveAward[] =>
  Object.entries(state.strands).flatMap(([debtor, { file }]) =>
    file ? awardsOf(file).map(({ claim, amountCents, jointly }) => ({ debtor, claim, amountCents, jointly })) : [],
  );
