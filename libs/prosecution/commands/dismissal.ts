import { draft } from '../../platform/casework/case-context.js';
import type { DismissFileBody } from '../api/bodies.js';
import { refuseNaming } from '../claims-in-decisions.js';
import { aboutFile, onFile } from '../file-decision.js';

export const dismissFile = onFile<DismissFileBody>(({ state, strand, file }, input, { occurredAt }) => {
  const refusal = refuseNaming(state, input.claims ?? [], '/claims');
  if (refusal) return refusal;
  const { groundCode, kind, reason, claims = [] } = input;
  file.dismissal = { dismissedAt: occurredAt, groundCode, kind, reason, claims: [...claims] };
  file.state = 'dismissed';
  return [draft('file.dismissed', aboutFile(strand), { kind, groundCode })];
});
