import { readOptions, UsageFailure } from './arguments.js';
import { Diary } from './diary.js';
import { reportLines } from './report.js';
import { run } from './run.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const mostFaults = 20;

// What is started here is taken away at the exit.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

try {
  const options = readOptions(process.argv.slice(2));
  const diary = new Diary(options.tell ? say : () => undefined);
  const { stored, trace } = await run(options, diary);
  reportLines(diary, stored).forEach(say);
  const { faults } = diary;
  const what = `seed ${String(options.seed)}, ${String(options.minutes)} minutes, queue in ${options.redis ? 'Redis' : 'PostgreSQL'}`;
  if (faults.length > 0) {
    say(`\n${String(faults.length)} faults; ${what}`);
    for (const { words, caseId } of faults.slice(0, mostFaults)) say(`- ${caseId ? `case ${caseId}: ` : ''}${words}`);
    if (trace.length > 0) say(`\nThe first of these cases:\n${trace.join('\n')}`);
  }
  say(faults.length === 0 ? `\nclean: ${what}` : `\nnot clean: ${what}`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof UsageFailure ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = error instanceof UsageFailure ? 2 : 1;
}
