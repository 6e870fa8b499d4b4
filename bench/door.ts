import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Tokens } from '../scripts/scenario/tokens.js';
import { Child } from './child.js';
import { Load, json } from './load.js';

const employer = 'bench-transport';

/** The employer's app in a process of its own, and the issuer in another; no other context runs. */
export async function openDoor(
  databaseUrl: string,
  environment: Record<string, string>,
  atTheEnd: (closer: () => Promise<void>) => void,
): Promise<Load> {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-door-'));
  atTheEnd(() => rm(dataDir, { recursive: true, force: true }));
  const settings = { ...environment, DATABASE_URL: databaseUrl, DATA_DIR: dataDir };
  const issuer = await Child.start('apps/issuer/main.js', settings);
  atTheEnd(() => issuer.stop());
  const issuerUrl = addressOf(issuer);
  // The vault makes the key with which others seal identities for it, and goes.
  await (await Child.start('apps/vault/main.js', { ...settings, ISSUER_URL: issuerUrl })).stop();
  const app = await Child.start('apps/employer/main.js', { ...settings, ISSUER_URL: issuerUrl });
  atTheEnd(() => app.stop());
  await register(databaseUrl);
  const { text } = await new Tokens(() => issuerUrl).of(`employer_contact@${employer}`);
  const headers = { ...json, authorization: `Bearer ${text}` };
  const load = new Load({ url: addressOf(app), path: '/v1/incident-reports', headers });
  atTheEnd(() => load.close());
  return load;
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
