import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { asTool, ToolFailure } from '../running-system.js';
import { openKeys } from '../vault/keys.js';
import { exportOf } from './export.js';

/** What a person may ask (Wpg 25, AVG 15): all that is kept on them. What is wrong is mended with `correctEvent`. */
const usage = 'npm run rights -- export --case CASENUMBER --victim ID|AON-number [--out FILE]';

const options = { case: { type: 'string' }, victim: { type: 'string' }, out: { type: 'string' } } as const;

function asked(): { caseNumber: string; victim: string; out?: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const { case: caseNumber, victim, out } = values;
    if (positionals.join() === 'export' && caseNumber && victim) return { caseNumber, victim, out };
  } catch {
    // Said below.
  }
  throw new ToolFailure(usage);
}

await asTool(async (system) => {
  const { platform } = system;
  const { caseNumber, victim, out } = asked();
  const by = `${userInfo().username} (operator)`;
  const order = { caseNumber, victim, by, now: await platform.clock.now() };
  const text = JSON.stringify(
    await exportOf((schema) => system.connect(schema), await openKeys(platform), order),
    undefined,
    2,
  );
  if (out === undefined) {
    console.log(text);
    return;
  }
  // For its owner alone, and never in the place of something else.
  await writeFile(out, `${text}\n`, { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    throw new ToolFailure(`${out} cannot be written: ${(error as NodeJS.ErrnoException).code ?? ''}`, { cause: error });
  });
  console.log(`Written to ${out}, and entered in the access log.`);
});
