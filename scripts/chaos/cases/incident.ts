import { municipalities } from '../../../libs/contract/law/regions.js';
import type { JsonObject } from '../../scenario/json.js';
import type { Random } from '../random.js';

const firstNames = ['Aagje', 'Bouke', 'Cunera', 'Dirkje', 'Egbert', 'Fenna', 'Gijsbert', 'Hylke', 'Idske', 'Jorrit'];
const lastNames = ['Zandveldt', 'van der Kwelder', 'Ruitenbrink', 'de Wolkenaar', 'Oosterzicht', 'ten Hazelaar'];
const functions = ['driver', 'clerk', 'teacher', 'paramedic'] as const;

/** What happens, which articles it is, and how often. */
export const kinds = [
  { category: 'threat', offences: ['285'], weight: 3 },
  { category: 'verbal', offences: ['266'], weight: 2 },
  { category: 'physical', offences: ['300'], weight: 3 },
  { category: 'property', offences: ['350'], weight: 4 },
] as const;
export type Kind = (typeof kinds)[number];

export interface Victim {
  ref: string;
  name: string;
  email: string;
}

/** An incident as an employer or an officer tells it. */
export interface Incident {
  kind: Kind;
  walkIn: boolean;
  municipality: string;
  occurredAt: string;
  victims: Victim[];
  suspects: { ref: string; youth: boolean }[];
  /** Who asks for a number from the beginning. */
  wish: string | undefined;
  body: JsonObject;
}

/** Made up by chance alone: the same for the same seed, at the same time of the clock. */
export function anIncident(random: Random, number: string, employer: string, now: number): Incident {
  const kind = random.weighed(kinds, ({ weight }) => weight) ?? kinds[0];
  const walkIn = random.chance(0.25);
  const { code: municipality } = random.pick(municipalities);
  const occurredAt = new Date(now - random.whole(1, 72) * 3_600_000).toISOString();
  const victims = listOf(random.whole(1, 3), (index) => aVictim(random, `v${String(index)}`));
  const suspects = listOf(random.whole(1, 3), (index) => ({ ref: `s${String(index)}`, youth: random.chance(0.5) }));
  const wants = random.chance(0.2);
  const body: JsonObject = {
    occurredAt,
    municipality,
    place: `counter ${String(random.whole(1, 40))}`,
    category: kind.category,
    description: 'Someone who did not want to wait.',
    directedAtPublicTask: true,
    reporter: random.chance(0.85) ? 'victim' : 'employer',
    ...(walkIn ? { employer } : { policeReportWanted: random.chance(0.9), externalReference: `R-${number}` }),
    victims: victims.map((victim, index) => ({
      ...victim,
      function: random.pick(functions),
      publicServant: random.chance(0.5),
      knownToSuspect: random.chance(0.3),
      ...(wants && index === 0 ? { wantsReportUnderNumber: { reason: 'they live in the same street' } } : {}),
    })),
    suspects: suspects.map(({ ref }) => ({ ref, description: 'someone in a green coat', known: false })),
    damages: victims.filter(() => random.chance(0.7)).map(({ ref }) => ({ ref, lines: [damageLine(random)] })),
  };
  return { kind, walkIn, municipality, occurredAt, victims, suspects, wish: wants ? 'v1' : undefined, body };
}

export const damageLine = (random: Random): JsonObject => ({
  kind: random.pick(['material', 'wages', 'other']),
  description: 'what was broken',
  amountCents: random.whole(50, 900) * 100,
});

export function aVictim(random: Random, ref: string): Victim {
  const [first, last] = [random.pick(firstNames), random.pick(lastNames)];
  const email = `${first}.${last.replaceAll(' ', '')}${String(random.whole(1, 99_999))}@example.org`.toLowerCase();
  return { ref, name: `${first} ${last}`, email };
}

const listOf = <Thing>(count: number, make: (index: number) => Thing): Thing[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));
