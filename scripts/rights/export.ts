import { offers } from '../../apps/offers.js';
import type { Instant, Producer } from '../../libs/contract/index.js';
import { standingOf } from '../../libs/retention/keeping.store.js';
import { rules } from '../../libs/retention/rules.js';
import { datesOf, processedIn } from '../../libs/retention/stage.js';
import { statementFor } from '../../libs/platform/access-log/access-log.js';
import type { Identity } from '../../libs/platform/leak-guard/index.js';
import type { Database } from '../../libs/platform/persistence/database.js';
import type { Schema } from '../../libs/platform/persistence/roles.js';
import { textsIn, withTexts } from '../../libs/platform/shielding/texts.js';
import type { VaultCase } from '../../libs/vault/vault-case.js';
import type { Keys } from '../../libs/vault/keys/rotation.store.js';
import { ToolFailure } from '../running-system.js';
import { mentionsOf, textsNaming } from './mentions.js';

export interface Asked {
  caseNumber: string;
  /** The identifier of the victim, or the number under which the victim reports. */
  victim: string;
  /** The operator who answers the request. */
  by: string;
  now: Instant;
}

type Connect = (schema: Schema) => Promise<Database>;

const inSchema = async <Result>(
  connect: Connect,
  schema: Schema,
  work: (database: Database) => Promise<Result>,
): Promise<Result> => {
  const database = await connect(schema);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

interface Person {
  caseId: string;
  victim: VaultCase['victims'][number];
  identity: Identity | undefined;
}

/** Everything that is kept on a person in a case (Wpg 25, AVG 15); that it was given is entered in the access log first. */
export async function exportOf(connect: Connect, keys: Keys, asked: Asked): Promise<object> {
  const file = await inSchema(connect, 'casefile', (casefile) => caseIn(casefile, asked.caseNumber));
  const person = await inSchema(connect, 'vault', (vault) => personIn(vault, keys, file.caseId, asked.victim));
  const agencies: (object | undefined)[] = [];
  for (const { name } of offers.map(({ context }) => context)) {
    agencies.push(await inSchema(connect, name, (database) => keptBy(database, name, person)));
  }
  const colleagues = await inSchema(connect, 'access', (access) => peopleIn(access, agencies));
  const accessLog = await inSchema(connect, 'audit', (audit) => accessesTo(audit, file.caseId));
  await inSchema(connect, 'casefile', (casefile) => enter(casefile, asked, file));
  return {
    madeAt: asked.now,
    caseNumber: asked.caseNumber,
    caseId: file.caseId,
    victim: person.victim.id,
    number: person.victim.number,
    identity: person.identity ?? null,
    organisations: file.parties,
    agencies: withTexts(agencies, (text) => (colleagues.has(text) ? '(somebody of an agency)' : text)).filter(
      (one) => one !== undefined,
    ),
    events: await inSchema(connect, 'casefile', (casefile) => eventsAbout(casefile, person)),
    accessLog,
  };
}

interface File {
  caseId: string;
  parties: { kind: string; organisation: string }[];
}

async function caseIn(casefile: Database, caseNumber: string): Promise<File> {
  const [found] = await casefile.query<{ case_id: string }>({
    text: 'select case_id from casefile.summary where number = $1',
    values: [caseNumber],
  });
  if (!found) throw new ToolFailure('There is no case of that number.');
  const parties = await casefile.query<File['parties'][number]>({
    text: 'select kind, organisation from casefile.party where case_id = $1 order by kind, organisation',
    values: [found.case_id],
  });
  return { caseId: found.case_id, parties };
}

async function personIn(vault: Database, keys: Keys, caseId: string, who: string): Promise<Person> {
  return vault.transaction(async (client) => {
    await keys.identities.openDeposits(client, [caseId]);
    const { rows } = await client.query<{ state: VaultCase | null }>({
      text: 'select state from vault.case_record where case_id = $1',
      values: [caseId],
    });
    const victim = rows[0]?.state?.victims.find(({ id, number }) => id === who || number === who);
    if (!victim) throw new ToolFailure('There is no such victim in this case.');
    return { caseId, victim, identity: await keys.identities.read(client, caseId, victim.id) };
  });
}

async function keptBy(
  database: Database,
  context: Producer,
  { caseId, victim, identity }: Person,
): Promise<object | undefined> {
  const standing = await database.transaction((client) => standingOf(client, context, caseId));
  if (!standing) return undefined;
  const rule = rules.find((one) => one.context === context);
  const parts = offers.find((one) => one.context.name === context)?.context.parts(standing.state) ?? [];
  const processed = rule && processedIn(rule, parts, standing);
  return {
    agency: context,
    stage: standing.stage,
    firstProcessedAt: standing.firstProcessedAt,
    retention: rule && processed ? { ...datesOf(rule, processed), sources: rule.sources } : undefined,
    kept: mentionsOf(standing.state, victim.id),
    textsThatNameYou: identity ? textsNaming(standing.state, identity) : [],
  };
}

/** Those of the agencies whom this names: which of them it was is theirs. */
async function peopleIn(access: Database, value: unknown): Promise<Set<string>> {
  const texts = [...new Set(textsIn(value).map(({ text }) => text))];
  const rows = await access.query<{ id: string }>({
    text: 'select id from access.person where id = any ($1)',
    values: [texts],
  });
  return new Set(rows.map(({ id }) => id));
}

/** What was told about the person to others: codes and times. */
async function eventsAbout(casefile: Database, { caseId, victim }: Person): Promise<object[]> {
  return casefile.query({
    text: `select type, occurred_at as "occurredAt", envelope -> 'by' as by, envelope -> 'data' as data
           from casefile.chain_event
           where case_id = $1 and envelope -> 'about' ->> 'victim' = $2 order by occurred_at, position`,
    values: [caseId, victim.id],
  });
}

/** Who saw or changed the case: in which quality, not which of the colleagues. */
const accessesTo = (audit: Database, caseId: string): Promise<object[]> =>
  audit.query({
    text: `select at, organisation, role, action, operation, ground, outcome from audit.access_entry
           where case_id = $1 or cases @> array[$1::uuid] order by at, position`,
    values: [caseId],
  });

/** At each agency of the case, whose auditor has to see it, and at the operator who gave it. */
async function enter(casefile: Database, { by, now }: Asked, { caseId, parties }: File): Promise<void> {
  await casefile.transaction(async (client) => {
    for (const organisation of new Set(['operator', ...parties.map((party) => party.organisation)])) {
      const person = { id: by, organisation, roles: ['administrator'] as const, designatedForHalt: false };
      await client.query(
        statementFor(
          {
            person,
            action: 'provide',
            operation: 'exportPersonalData',
            caseId,
            ground: 'Wpg 25, AVG 15',
            outcome: 'done',
          },
          now,
        ),
      );
    }
  });
}
