import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectFolder } from './scenario/system.js';

interface Judgement {
  outcome: 'clean' | 'vulnerable' | 'not done' | 'failed';
  words: string;
}
// Plain Node, as it runs in CI; so it has no types.
const file = './audit-dependencies.mjs';
const { judge } = (await import(file)) as { judge(printed: string): Judgement };

// What npm 11 printed, shortened.
const counted = (counts: object): object => ({
  vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, total: 0, ...counts },
  dependencies: { prod: 205, dev: 574, optional: 34, peer: 0, peerOptional: 0, total: 791 },
});
const advisory = (name: string, severity: string): object => ({
  name,
  severity,
  isDirect: true,
  via: [
    {
      source: 1,
      name,
      dependency: name,
      title: `An invented advisory on ${name}`,
      url: `https://github.com/advisories/GHSA-${name}`,
      severity,
      cwe: ['CWE-89'],
      cvss: { score: 8.1, vectorString: null },
      range: '<999.0.0',
    },
    'pg-pool',
  ],
  effects: ['typeorm'],
  range: '',
  nodes: [`node_modules/${name}`],
  fixAvailable: false,
});
const recorded = {
  clean: { auditReportVersion: 2, vulnerabilities: {}, metadata: counted({}) },
  moderate: {
    auditReportVersion: 2,
    vulnerabilities: { uuid: advisory('uuid', 'moderate') },
    metadata: counted({ moderate: 1, total: 1 }),
  },
  high: {
    auditReportVersion: 2,
    vulnerabilities: { pg: advisory('pg', 'high'), uuid: advisory('uuid', 'moderate') },
    metadata: counted({ moderate: 1, high: 1, total: 2 }),
  },
  critical: {
    auditReportVersion: 2,
    vulnerabilities: { pg: advisory('pg', 'critical') },
    metadata: counted({ critical: 1, total: 1 }),
  },
  noAdvisories: {
    message: '405 Method Not Allowed - POST https://registry.example/-/npm/v1/security/advisories/bulk',
    method: 'POST',
    uri: 'https://registry.example/-/npm/v1/security/advisories/bulk',
    headers: { allow: ['GET,HEAD'], 'content-length': ['0'] },
    statusCode: 405,
    body: '',
    error: { summary: '', detail: '' },
  },
  noRegistry: {
    message:
      'request to https://registry.example/-/npm/v1/security/advisories/bulk failed, reason: getaddrinfo ENOTFOUND registry.example',
    error: { summary: '', detail: '' },
  },
  noLock: {
    error: {
      code: 'ENOLOCK',
      summary: 'This command requires an existing lockfile.',
      detail: 'Try creating one first with: npm i --package-lock-only',
    },
  },
};

describe('the audit of dependencies', () => {
  it.each<[keyof typeof recorded, Judgement['outcome']]>([
    ['clean', 'clean'],
    ['moderate', 'clean'],
    ['high', 'vulnerable'],
    ['critical', 'vulnerable'],
    ['noAdvisories', 'not done'],
    ['noRegistry', 'not done'],
    ['noLock', 'failed'],
  ])('is judged by what npm printed: %s is %s', (name, outcome) => {
    expect(judge(JSON.stringify(recorded[name])).outcome).toBe(outcome);
  });

  it.each(['', 'npm error', 'null', '{}', '[]', '"text"', '{"metadata": {}}', '{"vulnerabilities": {}}'])(
    'fails when npm printed something else: %s',
    (printed) => {
      expect(judge(printed).outcome).toBe('failed');
    },
  );

  it('says which package, why, and where to read on', () => {
    expect(judge(JSON.stringify(recorded.high)).words).toBe(
      'pg: high: An invented advisory on pg (https://github.com/advisories/GHSA-pg); by pg-pool',
    );
    expect(judge(JSON.stringify(recorded.noAdvisories)).words).toContain('405 Method Not Allowed');
  });
});

describe('the audit, asked of a registry', () => {
  let registry: Server;
  afterEach(() => {
    registry.close();
  });

  const auditAt = async (status: number, advisories: object): Promise<{ code: unknown; printed: string }> => {
    registry = createServer((asked, answer) => {
      asked.resume().on('end', () => {
        answer.writeHead(asked.url?.endsWith('/advisories/bulk') ? status : 404, {
          'content-type': 'application/json',
        });
        answer.end(JSON.stringify(advisories));
      });
    }).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const { port } = registry.address() as AddressInfo;
    const child = spawn(process.execPath, [join(projectFolder(), 'scripts/audit-dependencies.mjs')], {
      env: { ...process.env, npm_config_registry: `http://127.0.0.1:${String(port)}` },
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const [code] = (await once(child, 'close')) as unknown[];
    return { code, printed };
  };

  const onPg = (severity: string): object => ({
    pg: [{ id: 1, url: 'https://example.org/1', title: 'Invented', severity, vulnerable_versions: '<999', cwe: [] }],
  });

  it('ends well when there is nothing', async () => {
    expect(await auditAt(200, {})).toEqual({ code: 0, printed: expect.stringContaining('No known vulnerability') });
  });

  it('ends badly when there is something', async () => {
    expect(await auditAt(200, onPg('high'))).toEqual({ code: 1, printed: expect.stringContaining('pg: high') });
  });

  it('ends well, and says that it was not done, when the registry has no advisories', async () => {
    expect(await auditAt(405, {})).toEqual({ code: 0, printed: expect.stringContaining('could not be done') });
  });
});
