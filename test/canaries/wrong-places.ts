import type { JsonObject } from '../../scripts/scenario/json.js';
import { lookAtAnswer, type WatchedSystem } from './play.js';

/** A request that says who somebody is where that does not belong. */
export interface WrongRequest {
  name: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** A header that says nothing to this system: the request is right all the same. */
  isPassedOver?: true;
}

const report: JsonObject = {
  occurredAt: '2014-03-10T10:30:00+01:00',
  municipality: '0637',
  place: 'desk',
  category: 'threat',
  description: 'A threat.',
  directedAtPublicTask: true,
  policeReportWanted: true,
  reporter: 'victim',
  victims: [{ ref: 'v1', name: 'Nomen Nescio', function: 'clerk', publicServant: true, knownToSuspect: false }],
  suspects: [],
};

/** The same identity in every place of a request, each of them wrong. */
export function wrongRequests(text: string, caseId: string): WrongRequest[] {
  const post = (name: string, body: unknown, headers = {}): WrongRequest => ({
    name,
    method: 'POST',
    path: '/v1/incident-reports',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const get = (name: string, path: string, headers = {}): WrongRequest => ({ name, method: 'GET', path, headers });
  const escaped = encodeURIComponent(text);
  const ascii = text.replaceAll(/[^ -~]/g, '?');
  const victim = { ref: 'v1', name: text, function: 'clerk', publicServant: true, knownToSuspect: false };
  const inFields = Object.keys(report).map((field) => post(`in ${field}`, { ...report, [field]: text }));
  const ofVictim = Object.keys(victim)
    .filter((field) => field !== 'name')
    .map((field) => post(`in ${field} of a victim`, { ...report, victims: [{ ...victim, [field]: [text] }] }));
  return [
    ...inFields,
    ...ofVictim,
    post('as the name of a field', { ...report, [text]: text }),
    post('as the name of a field of a victim', { ...report, victims: [{ ...victim, [text]: true }] }),
    post('too long', { ...report, victims: [{ ...victim, name: text.repeat(100) }] }),
    post('in a birth date', { ...report, victims: [{ ...victim, birthDate: text }] }),
    post('in a list of texts', { ...report, victims: [text, [text], { name: { [text]: text } }] }),
    post('in what is no JSON', `{"victims": [{"name": "${text}" "${text}"`),
    post('as the whole body', JSON.stringify(text)),
    post('in another kind of body', `name=${escaped}`, { 'content-type': 'application/x-www-form-urlencoded' }),
    post('in the kind of the body', report, { 'content-type': `application/${ascii.replaceAll(' ', '')}` }),
    post('in an idempotency key', { ...report, municipality: '9999' }, { 'idempotency-key': escaped }),
    post('in a body without a token', { ...report, victims: [victim] }, { authorization: 'Bearer none' }),
    { ...post('in a form of another part', { ref: text }), path: `/v1/cases/${caseId}/suspects` },
    get('in an address', `/v1/cases/${escaped}`),
    get('in an address that is none', `/v1/${escaped}/x`),
    get('after an address', `/v1/cases/${caseId}/identities/${escaped}`),
    get('in a cursor', `/v1/cases?cursor=${escaped}`),
    get('in a question that nobody asks', `/v1/cases?name=${escaped}&${escaped}=1`),
    get('in a case number', `/v1/cases?number=${escaped}`),
    get('in a token', '/v1/cases', { authorization: `Bearer ${escaped}` }),
    { ...get('in a trace', '/v1/cases', { traceparent: escaped }), isPassedOver: true },
    { ...get('in a language', '/v1/cases', { 'accept-language': escaped }), isPassedOver: true },
    { ...get('in the name of the client', '/v1/cases', { 'user-agent': escaped }), isPassedOver: true },
    get('in a version', `/v1/cases/${caseId}`, { 'if-match': `"${escaped}"` }),
    {
      name: 'in an organisation',
      method: 'PUT',
      path: `/v1/organisations/${escaped}`,
      body: JSON.stringify({ name: text }),
    },
    { name: 'in a method that is not offered', method: 'DELETE', path: `/v1/cases/${caseId}?${escaped}` },
  ];
}

/** Sends it as this person, and has the answer looked at. */
export async function sendWrong(system: WatchedSystem, as: string, wrong: WrongRequest): Promise<number> {
  const { text: token } = await system.chain.tokens.of(as);
  const response = await fetch(new URL(wrong.path, system.system.api), {
    method: wrong.method,
    headers: { authorization: `Bearer ${token}`, ...wrong.headers },
    ...(wrong.body === undefined ? {} : { body: wrong.body }),
  });
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
  const raw = `${headers}\n\n${await response.text()}`;
  // Its own address names the canary: what it is called here is told instead.
  const { method, name } = wrong;
  const answer = { method, path: `(${name})`, status: response.status, raw, json: undefined };
  lookAtAnswer(system.search, as, answer, system.chain.time);
  return response.status;
}
