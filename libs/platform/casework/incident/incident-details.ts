import type { EventData, Instant } from '../../../contract/index.js';
import { policeUnitOf } from '../../../contract/law/regions.js';
import type { CommandContext } from '../case-context.js';
import { type Refusal, invalid, isRefusal } from '../refusal.js';
import { stated } from '../stated.js';
import type { IncidentBody } from './incident-body.js';
import { type Involved, damageFacts, suspectFacts, victimFacts } from './involved.js';

export type IncidentFacts = EventData<'incident-report.submitted'>['incident'];

/** What is told of an incident apart from the people; place, description and reference stay with the owner. */
export interface IncidentDetails {
  incidentAt: Instant;
  learnedAt?: Instant;
  municipality: string;
  place: string;
  category: IncidentFacts['category'];
  description: string;
  directedAtPublicTask: boolean;
  reporter: IncidentFacts['reporter'];
  externalReference?: string;
}

/** Here the time of the command is the time of the incident; the report of it is made now. */
export function incidentDetails(body: IncidentBody, context: CommandContext): IncidentDetails | Refusal {
  const learnedAt = body.learnedAt === undefined ? undefined : new Date(body.learnedAt).toISOString();
  const refusal = faultOf(body, context, learnedAt);
  if (isRefusal(refusal)) return refusal;
  return stated({
    incidentAt: context.occurredAt,
    learnedAt,
    municipality: body.municipality,
    place: body.place,
    category: body.category,
    description: body.description,
    directedAtPublicTask: body.directedAtPublicTask,
    reporter: body.reporter,
    externalReference: body.externalReference,
  });
}

function faultOf(body: IncidentBody, context: CommandContext, learnedAt?: Instant): Refusal | undefined {
  if (!policeUnitOf(body.municipality)) {
    return invalid(
      '/municipality',
      'unknown-municipality',
      'The municipality is not known here: it must be routed by hand.',
    );
  }
  if (learnedAt !== undefined && (learnedAt < context.occurredAt || learnedAt > context.now)) {
    return invalid('/learnedAt', 'learned-outside-incident', 'Learned of between the incident and now.');
  }
  if (body.reporter === 'victim' && body.victims.length === 0) {
    return invalid('/victims', 'no-victim', 'A report by the victim needs a victim.');
  }
  return undefined;
}

/** What may travel: the facts on which the chain decides, no person. */
export const incidentFacts = (
  details: IncidentDetails,
  involved: Involved,
  employer: { code?: string; sector?: string },
): IncidentFacts =>
  stated({
    incidentAt: details.incidentAt,
    learnedAt: details.learnedAt,
    municipality: details.municipality,
    category: details.category,
    directedAtPublicTask: details.directedAtPublicTask,
    reporter: details.reporter,
    employer: employer.code,
    sector: employer.sector,
    employerParty: involved.employerParty,
    victims: involved.victims.map(victimFacts),
    suspects: involved.suspects.map(suspectFacts),
    damages: involved.damages.map(damageFacts),
  });
