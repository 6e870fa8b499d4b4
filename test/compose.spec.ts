import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contexts } from '../libs/contract/index.js';
import { loadConfiguration } from '../libs/platform/configuration/index.js';
import { projectFolder } from '../scripts/scenario/system.js';

const textOf = (file: string): string => readFileSync(join(projectFolder(), file), 'utf8').replaceAll(/^\s*#.*$/gm, '');
const files = ['docker-compose.yml', 'docker-compose.demo.yml'];

/** The settings that are read at all: whoever looks is asked for what. */
function settingsRead(): Set<string> {
  const read = new Set<string>();
  const environment = new Proxy<Record<string, string>>({}, { get: (_, name) => void read.add(String(name)) });
  loadConfiguration(environment);
  return read;
}

/** Of the images of others. */
const ofOthers = ['POSTGRES_DB', 'POSTGRES_PASSWORD'];

describe.each(files)('%s', (file) => {
  const text = textOf(file);

  it('sets what the configuration reads, and nothing else', () => {
    const set = [...text.matchAll(/(?<![$\w]|\$\{)\b([A-Z][A-Z0-9_]+):\s/g)].map(([, name = '']) => name);
    expect(set.length).toBeGreaterThan(0);
    const known = settingsRead();
    expect(set.filter((name) => !known.has(name) && !ofOthers.includes(name))).toEqual([]);
  });

  it('starts apps that there are', () => {
    const mains = [...text.matchAll(/dist\/(apps\/\w+\/main)\.js/g)].map(([, main = '']) => main);
    expect(mains.length).toBeGreaterThan(0);
    for (const main of mains) expect([main, existsSync(join(projectFolder(), `${main}.ts`))]).toEqual([main, true]);
  });
});

describe('docker-compose.yml', () => {
  const text = textOf('docker-compose.yml');

  it('has every context as a service, and tells the gateway of it', () => {
    const [, addresses = ''] = /SERVICE_URLS: >-\n\s+(\S+)/.exec(text) ?? [];
    const { serviceUrls } = loadConfiguration({ SERVICE_URLS: addresses });
    for (const context of contexts) {
      expect(text).toMatch(new RegExp(`^  ${context}:\\n.*\\n    command: .*dist/apps/${context}/main\\.js`, 'm'));
      expect(serviceUrls[context]).toEqual([`http://${context}:3000`]);
    }
  });
});
