import type { Instant, PartyKind } from '../contract/index.js';
import type { Person } from '../platform/casework/case-context.js';
import type { Clock as Time } from '../platform/clock/clock.js';
import type { Client } from '../platform/persistence/database.js';
import type { Desk } from '../platform/persistence/desk.js';
import { factsByCase, waiversByCase } from './agreements.store.js';
import { assess, latestRounds, type GivenSets } from './assess.js';
import type { Agreement } from './catalogue/agreement.js';
import { shareToMeet, type Catalogue } from './catalogue/catalogue.js';
import { rowOf } from './clock-row.js';
import { outcomeAt, type Clock } from './clock.js';
import { factsOf, type CaseFacts } from './facts.js';
import { kindsOf } from './standing.js';

/** One case with its clocks as they stand now. */
export interface CaseAgreements {
  facts: CaseFacts;
  clocks: Clock[];
  now: Instant;
}

/** Tells for each agreement of a case how it stands and on which facts, event by event, that rests. */
export class AgreementReader {
  constructor(
    private readonly desk: Desk,
    private readonly catalogue: () => Catalogue,
    private readonly time: Time,
  ) {}

  /** Undefined where the case is not this reader's to know of. */
  async agreementsFor(caseId: string, person: Person): Promise<object[] | undefined> {
    const found = await this.desk.transaction(person.organisation, (client) => this.open(client, caseId));
    if (!found) return undefined;
    const kinds = kindsOf(found.facts, person);
    if (kinds.length === 0) return undefined;
    const catalogue = this.catalogue();
    return latestRounds(found.clocks).flatMap((clock) => {
      const agreement = catalogue.agreements.find(({ id }) => id === clock.agreement);
      if (!agreement || !maySeeAgreement(agreement, kinds)) return [];
      return [explained(catalogue, agreement, clock, found)];
    });
  }

  private async open(client: Client, caseId: string): Promise<CaseAgreements | undefined> {
    const known = (await factsByCase(client, [caseId])).get(caseId);
    if (!known) return undefined;
    const { rows } = await client.query<{ state: { given: GivenSets } | null }>({
      name: 'agreements-given',
      text: 'select state from agreements.case_record where case_id = $1',
      values: [caseId],
    });
    const waivers = (await waiversByCase(client, [caseId])).get(caseId) ?? [];
    const facts = factsOf(known);
    return {
      facts,
      clocks: assess(this.catalogue(), facts, waivers, rows[0]?.state?.given).clocks,
      now: await this.time.now(),
    };
  }
}

/** Police and OM signed the agreements and see all of a case; others see what they have to keep themselves. */
const maySeeAgreement = (agreement: Agreement, kinds: readonly PartyKind[]): boolean =>
  kinds.some(
    (kind) =>
      kind === 'police' ||
      kind === 'om' ||
      kind === agreement.owner ||
      (kind === 'halt' && agreement.owner === 'chain'),
  );

function explained(catalogue: Catalogue, agreement: Agreement, clock: Clock, { facts, now }: CaseAgreements): object {
  const { organisation, owner, handler } = rowOf(facts, agreement, clock, now);
  const { policeReport, victim, strand, claim, part } = clock.subject;
  const set = catalogue.sets.find(({ id }) => id === clock.set);
  return {
    agreement: agreement.id,
    title: agreement.title,
    titleNl: agreement.titleNl,
    outcome: outcomeAt(clock, now),
    due: clock.lastDay,
    about: {
      policeReport,
      victim,
      strand,
      claim,
      ...(part ? { part: { kind: part, id: policeReport ?? strand } } : {}),
    },
    owner,
    organisation: organisation ?? undefined,
    handler: handler ?? undefined,
    informational: agreement.informational,
    set: clock.set,
    setMark: set?.mark,
    source: agreement.source,
    mark: agreement.mark,
    startedAt: clock.startedAt,
    ...(clock.term
      ? {
          term: clock.term,
          countsFrom: clock.countsFrom,
          dueSoonAt: clock.dueSoonAt,
          endsAt: clock.endsAt,
          daysSkipped: clock.skipped,
          shareToMeet: set && shareToMeet(set, agreement),
        }
      : { requires: agreement.requires }),
    appliesWhen: agreement.appliesWhen,
    facts: restsOn(clock, facts),
  };
}

const restsOn = (clock: Clock, facts: CaseFacts): object[] =>
  facts.events
    .filter(({ id }) => id === clock.round || id === clock.ending?.by)
    .map(({ id, type, occurredAt, recordedAt }) => ({
      event: id,
      type,
      occurredAt,
      recordedAt,
      role: id === clock.round ? (clock.kept === undefined ? 'started' : 'judged') : clock.ending?.how,
    }));
