import type { EventData, EventOf } from '../contract/index.js';
import { policeUnit } from '../contract/law/regions.js';
import { draft, type DraftEvent, type Reactions } from '../platform/casework/case-context.js';
import { victimOf, type GuardHit, type KeptVictim, type VaultCase } from './vault-case.js';

type IncidentFacts = EventData<'incident-report.submitted'>['incident'];
type VictimFacts = IncidentFacts['victims'][number];

function onReported(state: VaultCase, incident: IncidentFacts, walkIn: boolean): void {
  if (incident.employer !== undefined) state.employer = incident.employer;
  keepVictims(state, incident.victims, walkIn);
}

function keepVictims(state: VaultCase, victims: readonly VictimFacts[], walkIn: boolean): void {
  for (const { id, wantsReportUnderNumber } of victims) {
    const victim = keptVictim(state, id);
    victim.walkIn = walkIn;
    // The police make a request of it; until then it is one already.
    if (wantsReportUnderNumber && victim.status === 'open') victim.status = 'requested';
  }
}

/** What two agencies tell of the same victim can come in any order. */
function keptVictim(state: VaultCase, id: string): KeptVictim {
  const known = victimOf(state, id);
  if (known) return known;
  const victim: KeptVictim = { id, status: 'open', walkIn: false };
  state.victims.push(victim);
  return victim;
}

function onReceived(state: VaultCase, { about, data }: EventOf<'police-report.received'>): DraftEvent[] {
  state.unit = data.policeUnit;
  state.office = policeUnit(data.policeUnit)?.prosecutorsOffice;
  if (data.employer !== undefined) state.employer = data.employer;
  if (data.incident) onReported(state, data.incident, data.walkIn);
  if (about.part) state.reports.push({ id: about.part.id, reporter: data.reporter });
  if (data.reporter === 'victim' && about.part) keptVictim(state, data.party).report = about.part.id;
  return [];
}

function shielded(state: VaultCase, { about }: { about: EventOf<'text.refused'>['about'] }): KeptVictim | undefined {
  if (about.victim === undefined) return undefined;
  const victim = keptVictim(state, about.victim);
  if (about.policeReport !== undefined) victim.report = about.policeReport;
  return victim;
}

/** A refusal puts the name back: so too where it was taken out of a text. */
function onRefused(state: VaultCase, event: EventOf<'police-report.under-number-refused'>): DraftEvent[] {
  const victim = shielded(state, event);
  if (!victim) return [];
  victim.status = 'refused';
  return state.hits.filter((hit) => hit.victim === victim.id && !hit.decided).map((hit) => giveBack(hit));
}

function giveBack(hit: GuardHit): DraftEvent {
  hit.decided = 'returned';
  return draft('text.settled', { victim: hit.victim }, { hit: hit.id, how: 'returned' });
}

const onHit =
  (kind: GuardHit['kind']) =>
  (state: VaultCase, event: EventOf<'text.refused'> | EventOf<'text.withheld'>): DraftEvent[] => {
    const victim = shielded(state, event);
    if (!victim) return [];
    const hit: GuardHit = { id: event.data.hit, victim: victim.id, kind, foundBy: event.producer };
    state.hits.push(hit);
    // Decided while the text was on its way.
    return victim.status === 'refused' ? [giveBack(hit)] : [];
  };

export const reactions: Reactions<VaultCase> = {
  'incident-report.registered': (state, { data }) => {
    onReported(state, data.incident, false);
    return [];
  },
  'incident-report.submitted': (state, { data }) => {
    onReported(state, data.incident, false);
    return [];
  },
  'incident-report.supplemented': (state, { data }) => {
    keepVictims(state, data.victims, false);
    return [];
  },
  'police-report.received': onReceived,
  'police-report.under-number-requested': (state, event) => {
    const victim = shielded(state, event);
    if (victim) victim.status = 'requested';
    state.officeIsParty = true;
    return [];
  },
  'police-report.under-number-granted': (state, event) => {
    const victim = shielded(state, event);
    if (victim) Object.assign(victim, { status: 'granted', number: event.data.number });
    return [];
  },
  'police-report.under-number-refused': onRefused,
  'text.refused': onHit('refused'),
  'text.withheld': onHit('withheld'),
};
