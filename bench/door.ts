import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ContextName } from '../libs/contract/index.js';
import { Tokens } from '../scripts/scenario/tokens.js';
import { Child } from './child.js';
import { Load, json } from './load.js';

const employer = 'bench-transport';

export interface Door {
  reports: Load;
  /** A process of another context, which then takes what was written to it. */
  start(context: ContextName): Promise<Child>;
}

/** The employer's app in a process of its own, and the issuer in another; no other context runs yet. */
export async function openDoor(
  databaseUrl: string,
  environment: Record<string, string>,
  atTheEnd: (closer: () => Promise<void>) => void,
): Promise<Door> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-door-'));
  atTheEnd(() => rm(dataDir, { recursive: true, force: true }));
  const settings = { ...environment, DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  const issuer = await Child.start('apps/issuer/main.js', settings);
  atTheEnd(() => issuer.stop());
  const issuerUrl = addressOf(issuer);
  const start = (context: ContextName): Promise<Child> =>
    Child.start(`apps/${context}/main.js`, { ...settings, ISSUER_URL: issuerUrl });
  // The vault makes the key with which others seal identities for it, and goes.
  await (await start('vault')).stop();
  const app = await start('employer');
  atTheEnd(() => app.stop());
  await register(databaseUrl);
  const { text } = await new Tokens(() => issuerUrl).of(`employer_contact@${employer}`);
  const headers = { ...json, authorization: `Bearer ${text}` };
  const reports = new Load({ url: addressOf(app), path: '/v1/incident-reports', headers });
  atTheEnd(() => reports.close());
  return { reports, start };
}

const addressOf = (app: Child): string => (app.ready as { listening: string }).listening;

/** Organisations are registered at the case file's app, which does not run here. */
async function register(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into access.organisation (code, type, name, sector, municipality)
     values ($1, 'employer', 'Stadsvervoer Amstelrand', 'infrastructure', '0363')`,
    [employer],
  );
  await client.end();
}
