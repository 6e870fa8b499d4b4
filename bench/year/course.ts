import type { Random } from '../../scripts/chaos/random.js';
import { amicably, paying, substantiating } from './claims.js';
import { ofYear } from './figures.js';
import { haltSteps } from './halt.js';
import type { Plan } from './plan.js';
import { closing, policeSteps, referring, sending, suspectSteps, toldEmployer } from './police.js';
import { prosecutionSteps } from './prosecution.js';
import { Days, type Step } from './step.js';

/** Everything that is done in a case after the report, in the order in which it is done. */
export function courseOf(plan: Plan, random: Random): Step[] {
  const days = new Days(0);
  const takesMeasure = random.chance(ofYear('employerMeasure')) && plan.end !== 'withdrawn';
  const measure = takesMeasure ? [employerMeasure(random.whole(1, 10))] : [];
  const steps = plan.reported ? policeCourse(plan, days, random) : damageCourse(plan, days);
  return [...measure, ...steps].sort((one, other) => one.day - other.day);
}

function policeCourse(plan: Plan, days: Days, random: Random): Step[] {
  const told = random.chance(ofYear('toldInTime'));
  const atPolice = policeSteps(plan, days, random);
  if (plan.end !== 'investigated') return atPolice;
  const beginning = [...atPolice, ...(told ? plan.victims.map((of) => toldEmployer(days.after(0), of)) : [])];
  const claims = plan.damaged.map((of) => substantiating(days.after(1), of));
  if (plan.suspects.length === 0)
    return [...beginning, ...claims, ...closing(plan, days, told), ...damageCourse(plan, days, false)];
  const suspects = plan.suspects.flatMap((suspect) => suspectSteps(plan, days, suspect, plan.atHalt));
  if (plan.atHalt)
    return [
      ...beginning,
      ...suspects,
      ...plan.suspects.flatMap((one) => [referring(plan, days, one), ...haltSteps(days, one)]),
    ];
  if (!random.chance(ofYear('toProsecution')))
    return [...beginning, ...claims, ...suspects, ...closing(plan, days, told)];
  return [
    ...beginning,
    ...claims,
    ...suspects,
    ...plan.suspects.flatMap((one, at) => fileCourse(plan, days, one, at === 0, random)),
  ];
}

/** What is awarded is owed by the first suspect alone; the others are judged beside. */
function fileCourse(plan: Plan, days: Days, suspect: string, owes: boolean, random: Random): Step[] {
  const own = owes ? plan : { ...plan, damaged: [] };
  const sent = sending(plan, days, suspect);
  const { steps, awarded } = prosecutionSteps(own, days, suspect, random);
  const paid = awarded ? own.damaged.flatMap((of) => paying(days, of, suspect, random)) : [];
  return [sent, ...steps, ...paid];
}

const damageCourse = (plan: Plan, days: Days, substantiate = true): Step[] =>
  plan.damaged.flatMap((of) => [...(substantiate ? [substantiating(days.after(3), of)] : []), ...amicably(days, of)]);

const employerMeasure = (day: number): Step => ({
  day,
  role: 'employer_contact',
  command: 'recordEmployerMeasure',
  kind: 'incident-report',
  of: 'report',
  body: ({ today }) => ({ kind: 'access_ban', from: today() }),
});
