import { Client } from '../scripts/scenario/client.js';
import { Tokens } from '../scripts/scenario/tokens.js';
import { json, Load } from './load.js';

const employer = 'bench-transport';

/** Incident reports of an employer, whom it registers first, at a whole chain. */
export async function employerLoad(api: string, issuer: string): Promise<Load> {
  const tokens = new Tokens(() => issuer);
  const client = new Client(() => api, tokens);
  const registered = await client.send('administrator@operator', {
    method: 'PUT',
    path: `/v1/organisations/${employer}`,
    body: { type: 'employer', name: 'Stadsvervoer Amstelrand', sector: 'infrastructure', municipality: '0363' },
  });
  if (registered.status >= 300) throw new Error(`the employer is not accepted: ${registered.raw}`);
  const { text } = await tokens.of(`employer_contact@${employer}`);
  const headers = { ...json, authorization: `Bearer ${text}` };
  return new Load({ url: api, path: '/v1/incident-reports', headers });
}
