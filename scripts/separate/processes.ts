import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contexts, type ContextName } from '../../libs/contract/index.js';
import type { Configuration } from '../../libs/platform/configuration/index.js';
import { Child } from './child.js';
import { settingsFor } from './settings.js';

const apps = resolve(dirname(fileURLToPath(import.meta.url)), '../../apps');
const say = (words: string): void => void process.stderr.write(`${words}\n`);

/** All processes of the chain on this machine. */
export class Processes {
  private readonly children: Child[] = [];

  constructor(
    private readonly configuration: Configuration,
    /** Settings that all of them get, beside those of this process. */
    private readonly shared: NodeJS.ProcessEnv,
  ) {}

  /** Answers where clients go, and who issues their tokens. */
  async start(counts: Record<ContextName, number>): Promise<{ url: string; issuerUrl: string }> {
    const issuerUrl = this.configuration.issuerUrl ?? (await this.begin('issuer', 'issuer', 'ISSUER_PORT', {})).url;
    const inside = { ISSUER_URL: issuerUrl, HOST: '127.0.0.1', PORT: '0', TRUSTED_PROXIES: '127.0.0.1' };
    const services = await Promise.all(
      contexts
        .flatMap((app) => Array.from({ length: counts[app] }, (_, index) => ({ app, number: index + 1 })))
        .map(async ({ app, number }) => {
          const { url } = await this.begin(app, counts[app] > 1 ? `${app} ${String(number)}` : app, 'PORT', inside);
          return `${app}=${url}`;
        }),
    );
    const outside = { ISSUER_URL: issuerUrl, SERVICE_URLS: services.join(',') };
    const { url } = await this.begin('gateway', 'gateway', 'PORT', outside);
    return { url, issuerUrl };
  }

  /** The gateway first, so that nothing new comes in, and the issuer last: the others ask it for its keys. */
  async close(): Promise<void> {
    const isIssuer = (child: Child): boolean => child.name === 'issuer';
    const isGateway = (child: Child): boolean => child.name === 'gateway';
    const between = (child: Child): boolean => !isIssuer(child) && !isGateway(child);
    for (const these of [isGateway, between, isIssuer]) {
      await Promise.all(this.children.filter(these).map((child) => child.stop()));
    }
  }

  private async begin(
    app: string,
    name: string,
    portSetting: 'PORT' | 'ISSUER_PORT',
    environment: NodeJS.ProcessEnv,
  ): Promise<Child> {
    const main = join(apps, app, 'main.js');
    const settings = { ...settingsFor(app, this.shared), ...environment };
    const child = new Child({ name, main, portSetting, environment: settings, say });
    this.children.push(child);
    await child.start();
    return child;
  }
}
