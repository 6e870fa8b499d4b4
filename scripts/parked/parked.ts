import { offers } from '../../apps/offers.js';
import { AgreementsRuntime } from '../../libs/agreements/agreements.runtime.js';
import { CasefileRuntime } from '../../libs/casefile/casefile.runtime.js';
import { contexts, type ContextName } from '../../libs/contract/index.js';
import { ContextRuntime } from '../../libs/platform/casework/context-runtime.js';
import type { Alongside } from '../../libs/platform/casework/command-shell.js';
import { VaultKeeper } from '../../libs/vault/vault-keeper.runtime.js';
import type { Platform } from '../../libs/platform/hosting/platform.js';
import type { RunningSystem } from '../running-system.js';

/** A letter that its addressee could not handle, and that holds up what comes behind it. */
export interface ParkedLetter {
  context: ContextName;
  caseId: string;
  caseNumber: string;
  type: string;
  producer: string;
  number: number;
  since: Date;
  attempts: number;
  /** How many letters of the case wait behind it. */
  behind: number;
  error: string;
}

/** The parked letters of every context, oldest first; of one case only, where its number is given. */
export async function parkedLetters(system: RunningSystem, caseNumber?: string): Promise<ParkedLetter[]> {
  const found: ParkedLetter[] = [];
  for (const context of contexts) {
    const database = await system.connect(context);
    try {
      found.push(
        ...(await database.query<ParkedLetter>({
          text: `select '${context}' as context, case_id as "caseId", letter -> 'event' ->> 'caseNumber' as "caseNumber",
                        letter -> 'event' ->> 'type' as type, producer, number, received_at as since, attempts, error,
                        (select count(*) from ${context}.pending_letter other
                         where other.case_id = parked.case_id and other.error is null) as behind
                 from ${context}.pending_letter parked
                 where error is not null and ($1::text is null or letter -> 'event' ->> 'caseNumber' = $1)`,
          values: [caseNumber ?? null],
        })),
      );
    } finally {
      await database.close();
    }
  }
  return found.sort((a, b) => a.since.getTime() - b.since.getTime());
}

interface Openable {
  inbox: { retry(caseIds: string[]): Promise<void> };
  onApplicationShutdown(): Promise<void>;
}

/** What the vault keeps besides its cases it can only keep with its keys. */
const alongsideOf = async (context: ContextName, platform: Platform): Promise<Alongside<unknown> | undefined> =>
  context === 'vault' ? (await VaultKeeper.open(platform)).alongside : undefined;

/** The context with its own way of handling letters; not started. */
async function open(context: ContextName, platform: Platform): Promise<Openable> {
  if (context === 'casefile') return CasefileRuntime.open(platform);
  if (context === 'agreements') return AgreementsRuntime.open(platform);
  const offer = offers.find((one) => one.context.name === context);
  if (!offer) throw new Error(`nothing is known of ${context}`);
  return ContextRuntime.open(platform, offer, offer.views, await alongsideOf(context, platform));
}

/** Tries these letters again, each by its own context, and what waits behind them; answers what is still parked. */
export async function retry(system: RunningSystem, letters: readonly ParkedLetter[]): Promise<ParkedLetter[]> {
  for (const context of contexts) {
    const caseIds = [...new Set(letters.filter((one) => one.context === context).map(({ caseId }) => caseId))];
    if (caseIds.length === 0) continue;
    const opened = await open(context, system.platform);
    try {
      await opened.inbox.retry(caseIds);
    } finally {
      await opened.onApplicationShutdown();
    }
    await ringFor(system, context);
  }
  const tried = new Set(letters.map(({ context, caseId }) => `${context} ${caseId}`));
  return (await parkedLetters(system)).filter(({ context, caseId }) => tried.has(`${context} ${caseId}`));
}

/** The relays of the running system take what came of it to the post. */
async function ringFor(system: RunningSystem, context: ContextName): Promise<void> {
  const database = await system.connect(context);
  try {
    await database.query({ text: 'select pg_notify($1, $2)', values: [`chain_${context}`, 'operator'] });
  } finally {
    await database.close();
  }
}
