import { contexts, producers, type ContextName, type Producer } from '../../../libs/contract/index.js';
import type { Ask, Fault } from './fault.js';

interface CaseFound {
  case_id: string;
  found: string;
}

const pairs = producers.flatMap((producer) =>
  contexts
    .filter((addressee) => (addressee as string) !== producer)
    .map((addressee): [Producer, ContextName] => [producer, addressee]),
);

/** What was sent has the numbers one to the last, each once, and the last is as many as were counted. */
const sent = ([producer, addressee]: [Producer, ContextName]): string => `
  select sender.case_id, format('${producer} to ${addressee}: %s events numbered %s to %s, %s counted as sent',
           count(event.id), min((event.numbers ->> '${addressee}')::integer), max((event.numbers ->> '${addressee}')::integer),
           coalesce(sender.sent ->> '${addressee}', '0')) as found
  from ${producer}.case_record sender
  left join ${producer}.event event on event.case_id = sender.case_id and '${addressee}' = any (event.addressees)
  group by sender.case_id, sender.sent
  having count(event.id) <> coalesce((sender.sent ->> '${addressee}')::integer, 0)
    or count(distinct event.numbers ->> '${addressee}') <> count(event.id)
    or coalesce(max((event.numbers ->> '${addressee}')::integer), 0) <> count(event.id)`;

/** The addressee counted as many as were sent to it. */
const received = ([producer, addressee]: [Producer, ContextName]): string => `
  select sender.case_id, format('${producer} sent %s to ${addressee}, which handled %s',
           sender.sent ->> '${addressee}', coalesce(receiver.received ->> '${producer}', '0')) as found
  from ${producer}.case_record sender left join ${addressee}.case_record receiver on receiver.case_id = sender.case_id
  where coalesce((sender.sent ->> '${addressee}')::integer, 0) <> coalesce((receiver.received ->> '${producer}')::integer, 0)`;

/** What an addressee keeps of every event that it heard: each once, and nothing that was not sent. */
const kept = (addressee: ContextName, table: string): string => {
  const all = producers
    .filter((producer) => producer !== addressee)
    .map((producer) => `select id, case_id from ${producer}.event where '${addressee}' = any (addressees)`)
    .join(' union all ');
  return `select coalesce(event.case_id, kept.case_id) as case_id,
                 format('${addressee} has %s of event %s', count(kept.event_id), coalesce(event.id, kept.event_id)) as found
          from (${all}) event full join ${table} kept on kept.event_id = event.id
          group by coalesce(event.case_id, kept.case_id), event.id, kept.event_id
          having event.id is null or count(kept.event_id) <> 1`;
};

/** The case file tells the events of one producer in the order in which they were sent. */
const told = (producer: Producer): string => `
  select case_id, format('the case file tells %s of ${producer} before an earlier one', type) as found from (
    select shown.case_id, shown.type, (event.numbers ->> 'casefile')::integer as number,
           lag((event.numbers ->> 'casefile')::integer) over (partition by shown.case_id order by shown.position) as before
    from casefile.chain_event shown join ${producer}.event event on event.id = shown.event_id
  ) told where before > number`;

const reacting = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'vault'] as const;

/** What a context did upon the events of another: of each once, and in their order. */
const reactions = (addressee: (typeof reacting)[number]): string => `
  select case_id, format('${addressee} acted upon letter %s of %s after letter %s', number, producer, before) as found from (
    select entry.case_id, event.producer, event.number,
           lag(event.number) over (partition by entry.case_id, event.producer order by entry.position) as before
    from ${addressee}.entry entry join (${producers
      .filter((producer) => producer !== addressee)
      .map(
        (producer) => `select id, '${producer}' as producer, (numbers ->> '${addressee}')::integer as number
                       from ${producer}.event where '${addressee}' = any (addressees)`,
      )
      .join(' union all ')}) event on event.id = (entry.event ->> 'id')::uuid
    where entry.command is null
  ) acted where before >= number`;

const unpublished = (producer: Producer): string =>
  `select case_id, format('event %s of ${producer} was never published', id) as found from ${producer}.event where published_at is null`;

/** A feed has what the case file shows, at the place where it shows it, once per reader. */
const fed = `
  select feed.case_id, format('the feed of %s has event %s at another place or twice', feed.organisation, feed.event_id) as found
  from casefile.feed feed left join casefile.chain_event shown on shown.event_id = feed.event_id
  group by feed.case_id, feed.kind, feed.organisation, feed.event_id
  having count(*) <> 1 or bool_or(shown.position is distinct from feed.position)`;

/** No event lost, doubled, or out of order per case and producer, at any subscriber. */
export async function checkMessages(ask: Ask): Promise<Fault[]> {
  const questions = [
    ...pairs.flatMap((pair) => [sent(pair), received(pair)]),
    kept('casefile', 'casefile.chain_event'),
    kept('agreements', 'agreements.fact'),
    ...producers.flatMap((producer) => [told(producer), unpublished(producer)]),
    ...reacting.map(reactions),
    fed,
  ];
  const faults: Fault[] = [];
  for (const question of questions)
    for (const { case_id: caseId, found } of await ask<CaseFound>(question)) faults.push({ words: found, caseId });
  return faults;
}

/** Only what the run poisoned is parked, and nothing waits. */
export async function checkParked(ask: Ask, poisoned: ReadonlySet<string>): Promise<Fault[]> {
  const rows = await ask<{ case_id: string; at: string; error: string | null }>(
    contexts
      .map((context) => `select case_id, '${context}' as at, error from ${context}.pending_letter`)
      .join(' union all '),
  );
  const faults = rows
    .filter((row) => !(poisoned.has(row.case_id) && row.error !== null))
    .map((row) => ({ words: `${row.at} has a letter ${row.error ?? 'that waits'}`, caseId: row.case_id }));
  const missing = [...poisoned].filter((caseId) => !rows.some((row) => row.case_id === caseId));
  return [...faults, ...missing.map((caseId) => ({ words: `the poison of ${caseId} is parked no more` }))];
}
