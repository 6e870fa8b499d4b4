import { noteClaim, type ClaimNews, type EventOf } from '../contract/index.js';
import { draft, type DraftEvent, type ReactionContext, type Reactions } from '../platform/casework/case-context.js';
import { strandOf, type FileRecord, type ProsecutionCase } from './case.js';
import { aboutFile } from './file-decision.js';

const received = (state: ProsecutionCase, strand: string, file: FileRecord): DraftEvent =>
  draft('file.received', aboutFile(strand), {
    prosecutorsOffice: file.prosecutorsOffice,
    offences: [...file.offences],
    vptCode: file.vptCode,
    policeVptCode: state.policeVptCode,
  });

/** A second arrival, of what Halt had returned to the police, begins the file again. */
function receiveFile(
  state: ProsecutionCase,
  { about, data }: EventOf<'file.sent-to-prosecution'>,
  { occurredAt }: ReactionContext,
): DraftEvent[] {
  if (about.strand === undefined) return [];
  const strand = strandOf(state, about.strand);
  state.employer ??= data.employer ?? null;
  const { prosecutorsOffice, policeUnit, haltOffice, offences, offenceOn, vptCode, age, juvenile, interview } = data;
  strand.file = {
    state: 'received',
    receivedAt: strand.file?.receivedAt ?? occurredAt,
    prosecutorsOffice,
    policeUnit,
    haltOffice,
    offences: [...offences],
    offenceOn,
    vptCode,
    age,
    juvenile,
    ...(interview ? { interview } : {}),
    handler: strand.file?.handler ?? null,
    judgments: [],
  };
  return [received(state, about.strand, strand.file)];
}

function receiveConsentRequest(
  state: ProsecutionCase,
  { about, data, occurredAt }: EventOf<'halt-consent.requested'>,
): DraftEvent[] {
  if (about.strand === undefined) return [];
  state.employer ??= data.employer ?? null;
  const { prosecutorsOffice, policeUnit, haltOffice } = data;
  strandOf(state, about.strand).consent = { requestedAt: occurredAt, prosecutorsOffice, policeUnit, haltOffice };
  return [];
}

/** What Halt gives back goes on here, if it was referred from here. */
function takeBackFromHalt(
  state: ProsecutionCase,
  { about, data }: EventOf<'halt.returned'> | EventOf<'referral.declined'>,
): DraftEvent[] {
  const file = fileAtHalt(state, about.strand);
  if (!file || about.strand === undefined || data.to !== 'om') return [];
  file.state = 'received';
  return [received(state, about.strand, file)];
}

/** Sr 77e(5): with a completed Halt referral the right to prosecute lapses. */
function endAtHalt(state: ProsecutionCase, { about, data }: EventOf<'halt.completed'>): DraftEvent[] {
  const file = fileAtHalt(state, about.strand);
  if (!file || about.strand === undefined || data.referrer !== 'om') return [];
  file.state = 'completed_at_halt';
  return [draft('file.completed-at-halt', aboutFile(about.strand), {})];
}

function fileAtHalt(state: ProsecutionCase, strand: string | undefined): FileRecord | undefined {
  const file = strand === undefined ? undefined : state.strands[strand]?.file;
  return file?.state === 'at_halt' ? file : undefined;
}

function noteReport(state: ProsecutionCase, { data }: EventOf<'police-report.received'>): DraftEvent[] {
  state.employer ??= data.employer ?? null;
  const victims = data.incident?.victims.map((victim) => victim.id) ?? [];
  for (const party of [data.party, ...victims]) {
    state.parties[party] ??= { joinderWish: null, wantsInformation: false };
  }
  return [];
}

function noteWishes(state: ProsecutionCase, { data }: EventOf<'police-report.taken'>): DraftEvent[] {
  state.parties[data.party] = { joinderWish: data.joinderWish, wantsInformation: data.wantsInformation };
  state.policeVptCode ||= data.vptCode;
  return [];
}

function hearOfClaim(state: ProsecutionCase, event: ClaimNews): DraftEvent[] {
  noteClaim(state.claims, event);
  return [];
}

export const reactions: Reactions<ProsecutionCase> = {
  'file.sent-to-prosecution': receiveFile,
  'halt-consent.requested': receiveConsentRequest,
  'halt.returned': takeBackFromHalt,
  'referral.declined': takeBackFromHalt,
  'halt.completed': endAtHalt,
  'police-report.received': noteReport,
  'police-report.taken': noteWishes,
  'claim.opened': hearOfClaim,
  'claim.substantiated': hearOfClaim,
  'claim.extended': hearOfClaim,
  'claim.awarded': hearOfClaim,
  'claim.award-voided': hearOfClaim,
  'claim.written-off': hearOfClaim,
};
