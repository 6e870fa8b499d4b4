import { maximumMonths } from '../contract/law/offences.js';
import type { ConsentRequest, FileRecord, ProsecutionCase } from './case.js';
import { claimsWished } from './claims-in-decisions.js';
import { adjustedGuideline, againstBosAdvice, againstGuideline, type Demand, type Sanction } from './demand.js';

export interface DemandView extends Demand {
  adjustedGuideline: Sanction;
  againstGuideline: string;
  againstBosAdvice: string | null;
}

type WithDemandView<Decision extends { demand: Demand }> = Omit<Decision, 'demand'> & { demand: DemandView };

/** A file whole, as those who handle it at its office read it. */
export interface FileView {
  id: string;
  suspect: string;
  caseId: string;
  caseNumber: string;
  state: string | null;
  employer: string | null;
  consentRequest: ConsentRequest | null;
  claims: { id: string; party: string; claimedCents: number; writtenOff: boolean; joinderWished: boolean }[];
  parties: { id: string; joinderWish: string | null; wantsInformation: boolean }[];
  file:
    | (Omit<FileRecord, 'state' | 'transaction' | 'penalOrder' | 'summons'> & {
        policeVptCode: boolean;
        maximumMonths: number;
        transaction: WithDemandView<NonNullable<FileRecord['transaction']>> | null;
        penalOrder: WithDemandView<NonNullable<FileRecord['penalOrder']>> | null;
        summons: WithDemandView<NonNullable<FileRecord['summons']>> | null;
      })
    | null;
}

const withDemandView = <Decision extends { demand: Demand }>(
  decision: Decision | undefined,
): WithDemandView<Decision> | null =>
  decision === undefined
    ? null
    : {
        ...decision,
        demand: {
          ...decision.demand,
          adjustedGuideline: adjustedGuideline(decision.demand),
          againstGuideline: againstGuideline(decision.demand),
          againstBosAdvice: againstBosAdvice(decision.demand) ?? null,
        },
      };

function contentsOf(state: ProsecutionCase, { state: _state, ...file }: FileRecord): FileView['file'] {
  return {
    ...file,
    policeVptCode: state.policeVptCode,
    maximumMonths: maximumMonths(file.offences, file.offenceOn),
    transaction: withDemandView(file.transaction),
    penalOrder: withDemandView(file.penalOrder),
    summons: withDemandView(file.summons),
  };
}

/** Nothing where the prosecution has neither a file nor a request for consent. */
export function fileView(state: ProsecutionCase, strandId: string): FileView | undefined {
  const strand = state.strands[strandId];
  if (!strand || (!strand.file && !strand.consent)) return undefined;
  const wished = claimsWished(state);
  return {
    id: strandId,
    suspect: strandId,
    caseId: state.caseId,
    caseNumber: state.caseNumber,
    state: strand.file?.state ?? null,
    employer: state.employer,
    consentRequest: strand.consent,
    claims: Object.entries(state.claims).map(([id, { party, claimedCents, writtenOff }]) => {
      return { id, party, claimedCents, writtenOff, joinderWished: wished.includes(id) };
    }),
    parties: Object.entries(state.parties).map(([id, wishes]) => ({ id, ...wishes })),
    file: strand.file ? contentsOf(state, strand.file) : null,
  };
}
