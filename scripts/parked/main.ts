import { asTool, ToolFailure } from '../running-system.js';
import { parkedLetters, retry, type ParkedLetter } from './parked.js';

/** `npm run parked`: lists what could not be handled. `npm run parked -- retry CASE_NUMBER|all`: tries it again. */
const usage =
  'npm run parked                          lists parked letters\nnpm run parked -- retry CASE_NUMBER|all tries them again';

const shown = (letter: ParkedLetter): string =>
  [
    `${letter.caseNumber}  ${letter.type} of ${letter.producer} (letter ${String(letter.number)}), parked at ${letter.context}`,
    `    since ${letter.since.toISOString()}, tried ${String(letter.attempts)} times, ${String(letter.behind)} wait behind it`,
    `    ${letter.error}`,
  ].join('\n');

const tell = (letters: readonly ParkedLetter[]): void => {
  console.log(letters.length === 0 ? 'Nothing is parked.' : letters.map(shown).join('\n'));
};

const [command, which, ...others] = process.argv.slice(2);

await asTool(async (system) => {
  if (command === undefined) {
    tell(await parkedLetters(system));
    return;
  }
  if (command !== 'retry' || which === undefined || others.length > 0) throw new ToolFailure(usage);
  const letters = await parkedLetters(system, which === 'all' ? undefined : which);
  if (letters.length === 0) {
    console.log(which === 'all' ? 'Nothing is parked.' : `Nothing of ${which} is parked.`);
    return;
  }
  const left = await retry(system, letters);
  console.log(`Tried ${String(letters.length)} again, of which ${String(letters.length - left.length)} went through.`);
  if (left.length > 0) tell(left);
  process.exitCode = left.length > 0 ? 1 : 0;
});
