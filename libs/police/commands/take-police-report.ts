import { isComplaintOffence, isKnownArticle, isSerious } from '../../contract/law/offences.js';
import type { CommandContext, CommandDefinition, DraftEvent } from '../../platform/casework/case-context.js';
import { type DamageRecord, addDamages } from '../../platform/casework/incident/damages.js';
import { damageFacts } from '../../platform/casework/incident/involved.js';
import { type Refusal, conflict, invalid, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { localDate } from '../../platform/terms/index.js';
import type { TakePoliceReportBody } from '../api/bodies.js';
import { complaintCountsFrom, mayStillComplain } from '../complaints.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, type PoliceReport, type Taking, incidentOf, reportOf, victimsOn } from '../police-case.js';
import { type VptProposal, proposeVptCode } from '../vpt-code.js';

/** The statement is taken, with the offences, the VPT code, and what the victim wishes. */
export const takePoliceReport: CommandDefinition<PoliceCase, TakePoliceReportBody> = {
  decide(state, part, body, context) {
    const report = reportOf(state, part);
    const lodges = body.complaintLodged === true && body.offences.some(isComplaintOffence);
    const stopped = conflictOf(state, report, lodges, context);
    if (stopped) return stopped;
    const proposal = proposeVptCode(incidentOf(state));
    const fault = faultOf(body, proposal);
    if (fault) return fault;
    const damages = damagesNamed(state, body);
    if (isRefusal(damages)) return damages;

    report.state = 'taken';
    report.taking = takingOf(state, body, { proposal, damages, at: context.occurredAt });
    const events: DraftEvent[] = [takenEvent(state, report, report.taking)];
    if (lodges) {
      report.complaints.push({ victim: report.party, lodgedAt: context.occurredAt });
      events.push(reportEvent('complaint.lodged', report, {}, report.party));
    }
    return events;
  },
};

function conflictOf(
  state: PoliceCase,
  report: PoliceReport,
  lodges: boolean,
  { occurredAt }: CommandContext,
): Refusal | undefined {
  if (victimsOn(state, report).some(({ underNumber }) => underNumber?.status === 'requested')) {
    return conflict('under-number-undecided', 'A request to report under number is decided first.');
  }
  // Sr 66: a complaint comes too late after ninety days.
  return lodges && !mayStillComplain(state, occurredAt)
    ? conflict('complaint-after-term', 'The ninety days to lodge a complaint have passed.')
    : undefined;
}

function faultOf(body: TakePoliceReportBody, proposal: VptProposal): Refusal | undefined {
  const unknown = body.offences.findIndex((article) => !isKnownArticle(article));
  if (unknown >= 0) return invalid(`/offences/${unknown}`, 'unknown-article', 'No offence of this chain.');
  return body.vptCode !== proposal.proposed && body.vptReason === undefined
    ? invalid('/vptReason', 'vpt-reason-needed', 'A VPT code that differs from the proposal needs a reason.')
    : undefined;
}

function damagesNamed(state: PoliceCase, body: TakePoliceReportBody): DamageRecord[] | Refusal {
  const { employerParty, damages } = incidentOf(state);
  const known = [...damages, ...state.reports.flatMap(({ taking }) => taking?.damages ?? [])];
  return addDamages(body.damages ?? [], { employerParty, victims: state.victims }, known);
}

interface Weighed {
  proposal: VptProposal;
  damages: DamageRecord[];
  at: string;
}

const takingOf = (state: PoliceCase, body: TakePoliceReportBody, weighed: Weighed): Taking =>
  stated({
    ...weighed,
    offences: body.offences,
    serious: body.severity === 'serious' || isSeriousOf(state, body),
    vptCode: body.vptCode,
    vptReason: body.vptReason,
    weapon: body.weapon,
    seriousInjury: body.seriousInjury,
    domicile: body.domicile,
    domicileChosenByVictim: body.domicileChosenByVictim ?? false,
    damageAsked: body.damageAsked,
    joinderWish: body.joinderWish,
    wantsInformation: body.wantsInformation,
    statement: body.statement,
  });

function isSeriousOf(state: PoliceCase, { offences, weapon, seriousInjury }: TakePoliceReportBody): boolean {
  const { incidentAt, category } = incidentOf(state);
  return isSerious({ articles: offences, on: localDate(incidentAt), category, weapon, seriousInjury });
}

const takenEvent = (state: PoliceCase, report: PoliceReport, taking: Taking): DraftEvent =>
  reportEvent('police-report.taken', report, {
    party: report.party,
    offences: taking.offences,
    serious: taking.serious,
    vptCode: taking.vptCode,
    vptProposed: taking.proposal.proposed,
    complaintOffence: taking.offences.some(isComplaintOffence),
    complaintCountsFrom: complaintCountsFrom(state),
    domicile: taking.domicile,
    domicileChosenByVictim: taking.domicileChosenByVictim,
    damageAsked: taking.damageAsked,
    joinderWish: taking.joinderWish,
    wantsInformation: taking.wantsInformation,
    damages: taking.damages.map(damageFacts),
  });
