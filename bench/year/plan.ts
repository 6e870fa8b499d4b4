import { municipalities } from '../../libs/contract/law/regions.js';
import { aVictim } from '../../scripts/chaos/cases/incident.js';
import type { Random } from '../../scripts/chaos/random.js';
import type { JsonObject } from '../../scripts/scenario/json.js';
import { ofYear } from './figures.js';
import { claimedCents } from './prosecution.js';

/** What happened, and how it will end: drawn before it is told to anybody. */
export interface Plan {
  municipality: string;
  category: 'verbal' | 'physical' | 'threat' | 'property';
  offences: readonly string[];
  reported: boolean;
  victims: readonly string[];
  suspects: readonly string[];
  /** The victims who have damage. */
  damaged: readonly string[];
  underNumber: 'granted' | 'refused' | undefined;
  end: 'refused' | 'withdrawn' | 'investigated';
  atHalt: boolean;
}

const offencesOf = { verbal: ['266'], physical: ['300'], threat: ['285'], property: ['350'] } as const;

export function planOf(random: Random): Plan {
  const reported = random.chance(ofYear('reportedToPolice'));
  const suspects = random.chance(ofYear('withSuspect')) ? named('s', random.chance(ofYear('twoSuspects')) ? 2 : 1) : [];
  const atHalt = reported && suspects.length === 1 && random.chance(ofYear('toHalt'));
  const category = atHalt ? 'property' : categoryOf(random);
  const victims = named('v', random.chance(ofYear('twoVictims')) ? 2 : 1);
  const damage = reported ? ofYear('damageWhenReported') : ofYear('damageWhenNot');
  const fate = random.next();
  const wantsNumber = reported && random.chance(ofYear('underNumber'));
  return {
    municipality: random.pick(municipalities).code,
    category,
    offences: offencesOf[category],
    reported,
    victims,
    suspects,
    damaged: atHalt ? [] : victims.filter(() => random.chance(damage)),
    underNumber: wantsNumber ? (random.chance(ofYear('underNumberGranted')) ? 'granted' : 'refused') : undefined,
    end:
      fate < ofYear('refusedByPolice')
        ? 'refused'
        : fate < ofYear('refusedByPolice') + ofYear('withdrawn')
          ? 'withdrawn'
          : 'investigated',
    atHalt,
  };
}

function categoryOf(random: Random): Plan['category'] {
  const draw = random.next();
  if (draw < ofYear('verbal')) return 'verbal';
  if (draw < ofYear('verbal') + ofYear('physical')) return 'physical';
  return random.chance(0.5) ? 'threat' : 'property';
}

const named = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${String(index + 1)}`);

/** How the employer tells it. */
export function reportOf(plan: Plan, occurredAt: string, reference: string, random: Random): JsonObject {
  return {
    occurredAt,
    municipality: plan.municipality,
    place: `counter ${String(random.whole(1, 40))}`,
    category: plan.category,
    description: 'Someone who did not want to wait.',
    directedAtPublicTask: true,
    policeReportWanted: plan.reported,
    reporter: 'victim',
    externalReference: reference,
    victims: plan.victims.map((ref) => ({
      ...aVictim(random, ref),
      function: 'clerk',
      publicServant: plan.category === 'verbal',
      knownToSuspect: random.chance(0.3),
      ...(plan.underNumber && ref === 'v1'
        ? { wantsReportUnderNumber: { reason: 'they live in the same street' } }
        : {}),
    })),
    suspects: plan.suspects.map((ref) => ({ ref, description: 'someone in a green coat', known: false })),
    damages: plan.damaged.map((ref) => ({
      ref,
      lines: [{ kind: 'material', description: 'what was broken', amountCents: claimedCents }],
    })),
  };
}
