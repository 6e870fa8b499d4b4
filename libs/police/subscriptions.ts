import type { EventOf } from '../contract/index.js';
import type { DraftEvent, ReactionContext, Reactions } from '../platform/casework/case-context.js';
import { type PoliceCase, suspectOf } from './police-case.js';
import { receiveMoreVictims, receiveReports, routeTo, withdrawUntaken } from './reports.js';
import { closeStrands, reopenFor } from './strands.js';

function onSubmitted(
  state: PoliceCase,
  event: EventOf<'incident-report.submitted'>,
  context: ReactionContext,
): DraftEvent[] {
  if (state.reports.length > 0) return [];
  routeTo(state, event.data.policeUnit);
  state.incident = structuredClone(event.data.incident);
  if (event.data.incident.employer !== undefined) state.employer = event.data.incident.employer;
  return receiveReports(state, context);
}

function onSupplemented(
  state: PoliceCase,
  event: EventOf<'incident-report.supplemented'>,
  context: ReactionContext,
): DraftEvent[] {
  // Before it is submitted the police have no part in it; the submission will tell all.
  if (!state.incident) return [];
  const { victims, suspects, damages } = event.data;
  state.incident.victims.push(...victims);
  state.incident.suspects.push(...suspects);
  state.incident.damages.push(...damages);
  return receiveMoreVictims(state, victims, context);
}

function onWithdrawn(state: PoliceCase): DraftEvent[] {
  const withdrawn = withdrawUntaken(state);
  const last = withdrawn.at(-1);
  return [...withdrawn.map(({ event }) => event), ...(last ? closeStrands(state, last.report) : [])];
}

/** What Halt sends back to the police goes on here; what OM referred is OM's. */
function onReturned(state: PoliceCase, event: EventOf<'halt.returned'> | EventOf<'referral.declined'>): DraftEvent[] {
  const suspect = event.data.to === 'police' ? suspectOf(state, event.about.strand ?? '') : undefined;
  return suspect?.strand === 'at_halt' ? reopenFor(state, suspect) : [];
}

/** Sr 77e(5): the right to prosecute has lapsed, whoever referred. */
function onCompleted(state: PoliceCase, event: EventOf<'halt.completed'>): DraftEvent[] {
  const suspect = suspectOf(state, event.about.strand ?? '');
  if (suspect) suspect.strand = 'completed';
  return [];
}

export const reactions: Reactions<PoliceCase> = {
  'incident-report.submitted': onSubmitted,
  'incident-report.supplemented': onSupplemented,
  'incident-report.withdrawn': onWithdrawn,
  'halt.returned': onReturned,
  'referral.declined': onReturned,
  'halt.completed': onCompleted,
};
