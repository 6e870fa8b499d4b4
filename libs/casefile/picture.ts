import type { ChainEvent, EventOf, EventType, Instant, PartKind, PartyKind } from '../contract/index.js';

export type StrandState = 'at_police' | 'at_halt' | 'at_om' | 'completed' | 'closed';

export interface PartPicture {
  kind: PartKind;
  id: string;
  state: string;
  /** Of a police report or a claim: the injured party that it is of. */
  party?: string;
}

/** The whole chain of one case, as its events tell it. */
export interface Picture {
  openedAt: Instant;
  municipality?: string;
  category?: string;
  incidentAt?: Instant;
  /** In the order in which they became party. */
  parties: { kind: PartyKind; organisation: string }[];
  parts: PartPicture[];
  strands: { id: string; state: StrandState; haltOffice?: string }[];
  /** Of victims who report under number: what everybody knows them by. */
  numbers?: Record<string, string>;
}

export const blankPicture = (event: ChainEvent): Picture => ({
  openedAt: event.recordedAt,
  parties: [],
  parts: [],
  strands: [],
});

type Draw = { [T in EventType]?: (picture: Picture, event: EventOf<T>) => void };

/** Draws the event into the picture. Events come in the order of their causes, so the newest tells how it is. */
export function draw(picture: Picture, event: ChainEvent): void {
  drawPart(picture, event);
  const special = drawing[event.type] as ((picture: Picture, event: ChainEvent) => void) | undefined;
  special?.(picture, event);
}

function drawPart(picture: Picture, { about }: ChainEvent): void {
  const { part } = about;
  if (!part) return;
  const known = picture.parts.find((one) => one.kind === part.kind && one.id === part.id);
  if (known) known.state = part.state;
  else picture.parts.push({ ...part });
}

const drawing: Draw = {
  'event.corrected': drawCorrection,
  'incident-report.registered': (picture, { data }) => {
    drawIncident(picture, data.incident);
  },
  'incident-report.submitted': (picture, { data }) => {
    drawIncident(picture, data.incident);
    addParty(picture, 'police', data.policeUnit);
  },
  'police-report.received': (picture, event) => {
    const { data } = event;
    if (data.incident) drawIncident(picture, data.incident);
    addParty(picture, 'police', data.policeUnit);
    addParty(picture, 'employer', data.employer);
    nameParty(picture, event, data.party);
  },
  'police-report.under-number-granted': (picture, { about, data }) => {
    if (about.victim !== undefined) picture.numbers = { ...picture.numbers, [about.victim]: data.number };
  },
  'claim.opened': (picture, event) => {
    addParty(picture, 'recovery', event.data.recoverer);
    nameParty(picture, event, event.data.party);
  },
  'suspect.registered': (picture, event) => {
    moveStrand(picture, event, 'at_police');
  },
  'suspect.referred-to-halt': (picture, event) => {
    addParty(picture, 'halt', event.data.haltOffice);
    moveStrand(picture, event, 'at_halt', event.data.haltOffice);
  },
  'file.sent-to-prosecution': (picture, event) => {
    addParty(picture, 'om', event.data.prosecutorsOffice);
    moveStrand(picture, event, 'at_om');
  },
  'halt-consent.requested': (picture, { data }) => {
    addParty(picture, 'om', data.prosecutorsOffice);
  },
  'halt.returned': (picture, event) => {
    moveStrand(picture, event, event.data.to === 'om' ? 'at_om' : 'at_police');
  },
  'referral.declined': (picture, event) => {
    moveStrand(picture, event, event.data.to === 'om' ? 'at_om' : 'at_police');
  },
  'halt.completed': (picture, event) => {
    moveStrand(picture, event, 'completed');
  },
  'strand.closed': (picture, event) => {
    moveStrand(picture, event, 'closed');
  },
};

/** Of a corrected event only what it told of the incident is drawn anew: where parts and strands are has not changed. */
function drawCorrection(picture: Picture, { data }: EventOf<'event.corrected'>): void {
  const { incident } = data.data as Partial<EventOf<'incident-report.submitted'>['data']>;
  if (tellingOfIncident.includes(data.type) && incident) drawIncident(picture, incident);
}

const tellingOfIncident: readonly string[] = [
  'incident-report.registered',
  'incident-report.submitted',
  'police-report.received',
] satisfies EventType[];

function drawIncident(picture: Picture, incident: EventOf<'incident-report.submitted'>['data']['incident']): void {
  picture.municipality = incident.municipality;
  picture.category = incident.category;
  picture.incidentAt = incident.incidentAt;
  addParty(picture, 'employer', incident.employer);
}

function addParty(picture: Picture, kind: PartyKind, organisation: string | undefined): void {
  if (organisation === undefined) return;
  if (picture.parties.some((one) => one.kind === kind && one.organisation === organisation)) return;
  picture.parties.push({ kind, organisation });
}

function nameParty(picture: Picture, { about }: ChainEvent, party: string): void {
  const part = picture.parts.find((one) => one.id === about.part?.id);
  if (part) part.party = party;
}

function moveStrand(picture: Picture, { about }: ChainEvent, state: StrandState, haltOffice?: string): void {
  if (about.strand === undefined) return;
  const known = picture.strands.find((one) => one.id === about.strand);
  if (known) Object.assign(known, { state }, haltOffice ? { haltOffice } : {});
  else picture.strands.push({ id: about.strand, state, ...(haltOffice ? { haltOffice } : {}) });
}
