import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contexts } from '../../../libs/contract/index.js';
import { projectFolder } from '../../scenario/system.js';
import { settingsFor } from '../../separate/settings.js';
import { Member } from './member.js';
import { freePorts } from './ports.js';
import { ChaosPostgres } from './postgres.js';
import { ChaosRedis } from './redis.js';

const ofEach = 2;

export interface HouseOptions {
  redis: boolean;
  onFall: (words: string) => void;
}

/** Everything that the chain needs and is, each part of which can be broken on its own. */
export class House {
  private constructor(
    readonly folder: string,
    readonly postgres: ChaosPostgres,
    readonly redis: ChaosRedis | undefined,
    readonly secret: string,
    readonly issuer: Member,
    readonly services: readonly Member[],
    readonly gateways: readonly Member[],
  ) {}

  static async build(options: HouseOptions): Promise<House> {
    const folder = await mkdtemp(join(tmpdir(), 'chaos-'));
    // Started as root, PostgreSQL runs as another user, who must be able to get in.
    await chmod(folder, 0o711);
    const [postgresPort = 0, redisPort = 0, ...ports] = await freePorts(3 + contexts.length * ofEach + ofEach);
    await mkdir(join(folder, 'data'), { mode: 0o711 });
    const postgres = await ChaosPostgres.start(join(folder, 'data'), postgresPort);
    // Broken off, it leaves nothing behind either; the processes of the chain stop when they hear us no more.
    process.once('exit', () => {
      postgres.abandon();
    });
    const redis = options.redis ? await ChaosRedis.start(folder, redisPort) : undefined;
    process.once('exit', () => redis?.abandon());
    const secret = randomBytes(32).toString('hex');
    const shared = settingsOf(folder, postgres.url, redis?.url, secret);
    const members = hire(ports, folder, shared, options.onFall);
    return new House(folder, postgres, redis, secret, members.issuer, members.services, members.gateways);
  }

  get members(): readonly Member[] {
    return [this.issuer, ...this.services, ...this.gateways];
  }

  async open(): Promise<void> {
    await this.issuer.start();
    // Few at a time: on a small machine all together take longer.
    const left = [...this.services];
    const starter = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) await next.start();
    };
    await Promise.all([starter(), starter(), starter()]);
    await Promise.all(this.gateways.map((gateway) => gateway.start()));
  }

  /** All processes, the gateways first and the issuer last; answers which did not stop in good order. */
  async stopMembers(): Promise<string[]> {
    const words: (string | undefined)[] = [];
    for (const these of [this.gateways, this.services, [this.issuer]]) {
      words.push(...(await Promise.all(these.map((member) => member.stop()))));
    }
    return words.filter((word) => word !== undefined);
  }

  async demolish(keepLogs: boolean): Promise<void> {
    await this.stopMembers();
    await this.redis?.stop();
    await this.postgres.stop();
    const names = await readdir(this.folder);
    const going = keepLogs
      ? names.filter((name) => !name.endsWith('.log')).map((name) => join(this.folder, name))
      : [this.folder];
    await Promise.all(going.map((path) => rm(path, { recursive: true, force: true })));
  }
}

interface Hired {
  issuer: Member;
  services: Member[];
  gateways: Member[];
}

/** All processes, each with an address of its own, not yet started. */
function hire(
  ports: readonly number[],
  folder: string,
  shared: NodeJS.ProcessEnv,
  onFall: HouseOptions['onFall'],
): Hired {
  const left = ports.map(String);
  const member = (app: string, number: number, setting: 'PORT' | 'ISSUER_PORT', own: NodeJS.ProcessEnv): Member => {
    const port = left.pop() ?? '';
    return new Member({
      name: number > 0 ? `${app} ${String(number)}` : app,
      main: join(projectFolder(), 'dist/apps', app, 'main.js'),
      url: `http://127.0.0.1:${port}`,
      environment: { ...settingsFor(app, shared), ...own, [setting]: port },
      folder,
      onFall,
    });
  };
  const issuer = member('issuer', 0, 'ISSUER_PORT', {});
  const inside = { ISSUER_URL: issuer.url };
  const services = contexts.flatMap((app) =>
    inTwo.map((number) => ({ app, member: member(app, number, 'PORT', inside) })),
  );
  const addresses = services.map(({ app, member: { url } }) => `${app}=${url}`).join(',');
  const outside = { ...inside, SERVICE_URLS: addresses };
  const gateways = inTwo.map((number) => member('gateway', number, 'PORT', outside));
  return { issuer, services: services.map((one) => one.member), gateways };
}

const inTwo = Array.from({ length: ofEach }, (_, index) => index + 1);

function settingsOf(folder: string, databaseUrl: string, redisUrl: string | undefined, secret: string) {
  return {
    PATH: process.env.PATH,
    CLOCK: 'scenario',
    DATABASE_URL: databaseUrl,
    DATABASE_ROLE_SECRET: secret,
    GUARD_KEY: randomBytes(32).toString('hex'),
    VAULT_MASTER_KEY: randomBytes(32).toString('base64'),
    DATA_DIR: folder,
    RATE_LIMIT: '1000000',
    LOG_LEVEL: 'warn',
    HOST: '127.0.0.1',
    TRUSTED_PROXIES: '127.0.0.1',
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  };
}
