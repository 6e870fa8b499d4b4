import type { CommandContext, CommandDefinition } from '../../platform/casework/case-context.js';
import { type Refusal, conflict, invalid } from '../../platform/casework/refusal.js';
import type { DecideUnderNumberBody, RequestUnderNumberBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf, routingOf, victimsOn } from '../police-case.js';

const notOnThisReport = (): Refusal =>
  invalid('/victim', 'not-on-this-report', 'The victim is not the reporter or a witness of this report.');

/** For a victim who did not ask before. */
export const requestUnderNumber: CommandDefinition<PoliceCase, RequestUnderNumberBody> = {
  decide(state, part, body) {
    const report = reportOf(state, part);
    const victim = victimsOn(state, report).find(({ id }) => id === body.victim);
    if (!victim) return notOnThisReport();
    if (victim.underNumber) {
      return conflict('under-number-asked-before', 'The victim asked to report under number before.');
    }
    victim.underNumber = { status: 'requested', reason: body.reason };
    return [reportEvent('police-report.under-number-requested', report, {}, victim.id)];
  },
};

/** Police and OM decide together: two different people (kst-29628-540). */
export const decideUnderNumber: CommandDefinition<PoliceCase, DecideUnderNumberBody> = {
  persons: ({ prosecutor }) => [prosecutor],
  givesNumber: ({ decision }) => decision === 'granted',
  decide(state, part, body, context) {
    const report = reportOf(state, part);
    const named = body.victim ?? report.party;
    const victim = victimsOn(state, report).find(({ id }) => id === named);
    if (!victim && body.victim !== undefined) return notOnThisReport();
    if (victim?.underNumber?.status !== 'requested') {
      return conflict('no-request-undecided', 'The victim has no undecided request to report under number.');
    }
    if (!isProsecutorOf(state, body.prosecutor, context)) return notTheProsecutor();
    victim.underNumber.status = body.decision;
    victim.underNumber.decision = {
      reason: body.reason,
      decidedBy: context.actor.id,
      prosecutor: body.prosecutor,
      at: context.occurredAt,
    };
    if (body.decision === 'refused') {
      return [reportEvent('police-report.under-number-refused', report, {}, victim.id)];
    }
    if (context.number === undefined) throw new Error('a grant without a number');
    victim.underNumber.number = context.number;
    return [reportEvent('police-report.under-number-granted', report, { number: context.number }, victim.id)];
  },
};

/** A public prosecutor at the office alongside the unit. */
export function isProsecutorOf(state: PoliceCase, id: string, context: CommandContext): boolean {
  const person = context.person(id);
  return person?.organisation === routingOf(state).prosecutorsOffice && person.roles.includes('public_prosecutor');
}

export const notTheProsecutor = (): Refusal =>
  invalid(
    '/prosecutor',
    'not-a-prosecutor-of-the-district',
    'A public prosecutor at the office of the unit is needed.',
  );
