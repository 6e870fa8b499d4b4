import { userInfo } from 'node:os';
import { kept } from '../../apps/kept.js';
import { rehearse, runDay } from '../../libs/retention/daily.store.js';
import { hold, release, type Held } from '../../libs/retention/holds.store.js';
import type { Counts } from '../../libs/retention/job.js';
import { asTool, ToolFailure, type RunningSystem } from '../running-system.js';

/** The periods of retention; see docs/adr/0016-retention-in-stages.md. */
const usage = `npm run retention -- run [--dry-run]              what the daily job does, now
npm run retention -- hold CASENUMBER --reason …   keeps a case, whatever its period
npm run retention -- release CASENUMBER           lets it go again`;

function tell(counts: Counts): void {
  const lines = Object.entries(counts).flatMap(([context, stages]) => {
    const parts = Object.entries(stages).map(([stage, number]) => `${String(number)} ${stage.replace('_', ' ')}`);
    return parts.length > 0 ? [`${context}: ${parts.join(', ')}`] : [];
  });
  console.log(lines.length > 0 ? lines.join('\n') : 'Nothing changes.');
}

async function run({ platform }: RunningSystem, isRehearsal: boolean): Promise<void> {
  const now = await platform.clock.now();
  const urlOf: RunningSystem['platform']['urlOf'] = (schema) => platform.urlOf(schema);
  if (isRehearsal) {
    tell(await rehearse(urlOf, kept, now));
    console.log('Only looked: nothing was changed.');
    return;
  }
  const ran = await runDay(urlOf, kept, { now, oncePerDay: false });
  if (ran.kind !== 'done') throw new ToolFailure('The job is running in another process.');
  tell(ran.counts);
}

const told: Record<Held, string> = {
  held: 'Kept until it is released.',
  'held-before': 'It was held already: release it first to hold it for another reason.',
  released: 'Released: from the next run on its periods count.',
  'not-held': 'Nobody holds it.',
  'no-such-case': 'There is no case of that number.',
};

async function setHold(system: RunningSystem, caseNumber: string, reason: string | undefined): Promise<void> {
  const casefile = await system.connect('casefile');
  try {
    const at = await system.platform.clock.now();
    const holding = { caseNumber, by: `${userInfo().username} (operator)`, at };
    const outcome = await casefile.transaction((client) =>
      reason === undefined ? release(client, holding) : hold(client, holding, reason),
    );
    console.log(told[outcome]);
    process.exitCode = outcome === 'held' || outcome === 'released' ? 0 : 1;
  } finally {
    await casefile.close();
  }
}

const [command, first, second, ...words] = process.argv.slice(2);

await asTool(async (system) => {
  if (command === 'run' && (first === undefined || first === '--dry-run') && second === undefined) {
    await run(system, first === '--dry-run');
  } else if (command === 'hold' && first !== undefined && second === '--reason' && words.length > 0) {
    await setHold(system, first, words.join(' '));
  } else if (command === 'release' && first !== undefined && second === undefined) {
    await setHold(system, first, undefined);
  } else {
    throw new ToolFailure(usage);
  }
});
