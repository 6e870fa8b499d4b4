import { readArguments, usage, UsageFault } from './arguments.js';
import { playScenarios } from './play.js';
import { summaryLines } from './report.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const { files, options, quiet } = readArguments(process.argv.slice(2));
  const result = await playScenarios(files, { ...options, ...(quiet ? {} : { out: say, trace: true }) });
  if (quiet) {
    for (const { file, failures } of result.scenarios)
      for (const failure of failures) say(`${file}: ${failure.replaceAll('\n', '\n    ')}`);
  }
  summaryLines(result).forEach(say);
  process.exitCode = result.failed > 0 ? 1 : 0;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${error instanceof UsageFault ? `\n${usage}\n` : ''}`);
  process.exitCode = 2;
}
