import type { EventData } from '../../../contract/index.js';
import { type Refusal, invalid } from '../refusal.js';
import { type DamageBody, mostDamages } from './incident-body.js';

type DamageFacts = EventData<'incident-report.submitted'>['incident']['damages'][number];

/** Damage of one injured party as its owner keeps it: with the descriptions. */
export interface DamageRecord {
  party: string;
  partyKind: DamageFacts['partyKind'];
  lines: (DamageFacts['lines'][number] & { description: string })[];
}

/** Who can have damage in a case. */
export interface Damageable {
  employerParty: string;
  victims: readonly { id: string; ref?: string }[];
}

/** What the contract can express of one claim: ten million euro. */
const mostCents = 1_000_000_000;
const mostLines = 500;

const sumOf = (lines: readonly { amountCents: number }[]): number =>
  lines.reduce((sum, { amountCents }) => sum + amountCents, 0);

/** The damages that the body names, one record per injured party; refused where a reference is nobody's. */
export function addDamages(
  bodies: readonly DamageBody[],
  damageable: Damageable,
  known: readonly DamageFacts[],
): DamageRecord[] | Refusal {
  if (bodies.length + known.length > mostDamages) {
    return invalid('/damages', 'too-many-damages', `A case holds at most ${mostDamages} statements of damage.`);
  }
  const records = new Map<string, DamageRecord>();
  for (const [index, body] of bodies.entries()) {
    const party = partyOf(body.ref, damageable);
    if (party === undefined) {
      return invalid(`/damages/${index}/ref`, 'unknown-party', 'Neither the employer nor a victim of this case.');
    }
    const record = records.get(party) ?? {
      party,
      partyKind: party === damageable.employerParty ? 'employer' : 'victim',
      lines: [],
    };
    record.lines.push(...body.lines.map(({ kind, description, amountCents }) => ({ kind, description, amountCents })));
    records.set(party, record);
    const all = [...known.filter((damage) => damage.party === party).flatMap(({ lines }) => lines), ...record.lines];
    if (sumOf(all) > mostCents || record.lines.length > mostLines) {
      return invalid(
        `/damages/${index}/lines`,
        'damage-too-large',
        'At most ten million euro and 500 lines per party.',
      );
    }
  }
  return [...records.values()];
}

function partyOf(ref: string, { employerParty, victims }: Damageable): string | undefined {
  if (ref === 'employer' || ref === employerParty) return employerParty;
  return victims.find((victim) => victim.id === ref || victim.ref === ref)?.id;
}
