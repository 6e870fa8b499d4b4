// `npm run token -- police_officer@PL1300`: prints a token of an invented person, from the system that runs here.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { project } from './install-if-needed.mjs';

const fail = (words) => {
  console.error(words);
  process.exit(1);
};

const person = process.argv[2];
if (!person) {
  fail('Whose token? npm run token -- police_officer@PL1300, or role@organisation#2 for a second person in that role.');
}

const file = join(process.env.DATA_DIR?.trim() || join(project, '.data'), 'runtime.json');
const { issuerUrl } = JSON.parse(
  await readFile(file, 'utf8').catch(() => fail(`Nothing runs here (there is no ${file}). Start it with npm start.`)),
);

const answer = await fetch(new URL(`${issuerUrl.replace(/\/$/, '')}/token`), {
  method: 'POST',
  // The secret of every invented person; a real issuer has its own people and ways.
  body: new URLSearchParams({ grant_type: 'client_credentials', client_id: person, client_secret: 'demo' }),
}).catch((error) => fail(`The issuer ${issuerUrl} does not answer (${error.cause?.message ?? error.message}).`));

const body = await answer.json().catch(() => ({}));
if (answer.status === 401)
  fail(`There is no ${person}: the organisation does not exist, or has no people in this role.`);
if (!answer.ok) fail(`The issuer answers ${answer.status} ${body.error ?? ''} ${body.error_description ?? ''}`);
console.log(body.access_token);
