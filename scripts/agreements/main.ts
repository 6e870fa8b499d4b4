import { readFile } from 'node:fs/promises';
import { loadConfiguration } from '../../libs/platform/configuration/index.js';
import { readRuntime } from '../../libs/platform/embedded/runtime-file.js';
import { asTool, ToolFailure } from '../running-system.js';

const usage =
  'npm run agreements -- preview|load FILE   (as the administrator of the embedded issuer, or with TOKEN set)';

interface Answer {
  cases: number;
  changes: { agreement: string; started: number; moved: number; ended: number }[];
  errors?: { detail: string }[];
  detail?: string;
}

/** `npm run agreements -- load FILE`: loads sets of agreements; `preview` says which running clocks they would touch. */
await asTool(async () => {
  const [action, file, ...others] = process.argv.slice(2);
  if ((action !== 'load' && action !== 'preview') || file === undefined || others.length > 0)
    throw new ToolFailure(usage);
  const runtime = await readRuntime(loadConfiguration().dataDir);
  if (!runtime) throw new ToolFailure('Nothing runs here. Start it with npm start.');
  const { apiUrl, issuerUrl } = runtime;
  const token = process.env.TOKEN ?? (await administratorToken(issuerUrl));
  const response = await fetch(`${apiUrl}/v1/agreement-sets${action === 'preview' ? '?preview=true' : ''}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: await readFile(file, 'utf8'),
  });
  const answer = (await response.json()) as Answer;
  if (!response.ok) {
    throw new ToolFailure(
      [answer.detail ?? 'refused', ...(answer.errors ?? []).map(({ detail }) => `  - ${detail}`)].join('\n'),
    );
  }
  console.log(action === 'load' ? `Loaded ${file}.` : `${file} can be loaded.`);
  console.log(`Of ${String(answer.cases)} cases with a clock that runs:`);
  if (answer.changes.length === 0) console.log('  none changes: a case keeps the set that it was given');
  for (const { agreement, started, moved, ended } of answer.changes) {
    console.log(`  ${agreement}: ${String(started)} start, ${String(moved)} move, ${String(ended)} end`);
  }
});

async function administratorToken(issuerUrl: string): Promise<string> {
  const response = await fetch(`${issuerUrl}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: 'administrator@operator',
      client_secret: 'demo',
    }),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (!token) throw new ToolFailure(`The issuer gives no token to administrator@operator: set TOKEN. ${usage}`);
  return token;
}
