// Fails when a dependency that runs in production has a known vulnerability, high or critical. A registry that has no
// advisories (a mirror, or no network) is told apart: then nothing was found because nobody could look.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const grave = ['high', 'critical'];

/** What `npm audit --json` says: an outcome of 'clean', 'vulnerable', 'not done' or 'failed', and words for people. */
export const judge = (printed) => {
  const report = parsed(printed);
  if (!report) return { outcome: 'failed', words: 'npm audit said nothing that can be read.' };
  const counts = report.metadata?.vulnerabilities;
  if (counts && report.vulnerabilities) return judgeReport(report.vulnerabilities, counts);
  const words = String(report.message ?? report.error?.summary ?? 'npm audit failed.');
  // What the registry answered, or that it did not; anything else is wrong with the project or with npm.
  const ofRegistry = typeof report.statusCode === 'number' || /^request to \S+ failed/.test(words);
  return { outcome: ofRegistry ? 'not done' : 'failed', words };
};

const judgeReport = (vulnerabilities, counts) => {
  const found = Object.values(vulnerabilities).filter(({ severity }) => grave.includes(severity));
  if (found.length > 0 || counts.high > 0 || counts.critical > 0)
    return { outcome: 'vulnerable', words: found.map(describe).join('\n') };
  return { outcome: 'clean', words: `No known vulnerability that is high or critical (${counts.total} lesser ones).` };
};

const describe = ({ name, severity, via }) =>
  `${name}: ${severity}: ${via.map((cause) => (typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`)).join('; ')}`;

const parsed = (printed) => {
  try {
    const value = JSON.parse(printed);
    return typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
};

const audit = () => {
  const project = dirname(dirname(fileURLToPath(import.meta.url)));
  const options = ['audit', '--omit=dev', '--audit-level=high', '--json', '--fetch-retries=1', '--fetch-timeout=30000'];
  const windows = process.platform === 'win32';
  const { stdout, error } = spawnSync('npm', options, { cwd: project, encoding: 'utf8', shell: windows });
  return error ? { outcome: 'failed', words: error.message } : judge(stdout);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { outcome, words } = audit();
  if (outcome === 'not done') console.log(`The audit could not be done: the registry has no advisories (${words})`);
  else console.log(words);
  process.exitCode = outcome === 'vulnerable' || outcome === 'failed' ? 1 : 0;
}
