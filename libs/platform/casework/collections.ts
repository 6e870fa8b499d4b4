import type { PartKind } from '../../contract/index.js';

/** The collection under which the parts of a kind are addressed. */
export const collections: Record<PartKind, string> = {
  'incident-report': 'incident-reports',
  'police-report': 'police-reports',
  file: 'files',
  'halt-referral': 'halt-referrals',
  claim: 'claims',
};
