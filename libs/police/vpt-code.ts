import { vptQualification } from '../contract/law/regions.js';
import type { IncidentFacts } from '../platform/casework/incident/incident-details.js';

export interface VptCondition {
  id: string;
  rule: string;
  met: boolean;
  source: string;
  mark: string;
}

export interface VptProposal {
  proposed: boolean;
  conditions: VptCondition[];
}

/** Whether the facts call for the VPT code, with what was weighed: only with it do the agreements apply. */
export function proposeVptCode(incident: Pick<IncidentFacts, 'directedAtPublicTask'>): VptProposal {
  const conditions: VptCondition[] = [
    {
      id: 'directed-at-public-task',
      rule: vptQualification.rule,
      met: incident.directedAtPublicTask,
      source: vptQualification.source,
      mark: vptQualification.mark,
    },
  ];
  return { proposed: conditions.every(({ met }) => met), conditions };
}
