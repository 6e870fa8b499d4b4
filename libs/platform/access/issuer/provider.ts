import { randomBytes } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC, Provider, ResourceServer } from 'oidc-provider';
import { adapterFor } from './adapter.js';
import { type FindOrganisation, type InventedPerson, findPerson } from './invented-person.js';
import { signingKeysOf } from './signing-key.js';

export interface IssuerLogger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
}

export interface ProviderOptions {
  issuerUrl: string;
  audience: string;
  dataDir: string;
  findOrganisation: FindOrganisation;
  /** Makes known to the chain who got a token, so that colleagues can name this person. */
  introduce(person: InventedPerson): Promise<void>;
  logger: IssuerLogger;
}

/** NL GOV assurance profile: access tokens of at most fifteen minutes. */
export const tokenLifetimeSeconds = 15 * 60;

type Constructor = typeof Provider;

let loaded: Promise<Constructor> | undefined;

/** The package has its say about the Node version on the console while it loads; that belongs in the log. */
const load = (logger: IssuerLogger): Promise<Constructor> =>
  (loaded ??= (async () => {
    const { warn, info } = console;
    console.warn = console.info = (...words: unknown[]) => logger.debug(words.join(' '));
    try {
      return (await import('oidc-provider')).Provider;
    } finally {
      Object.assign(console, { warn, info });
    }
  })());

export const createProvider = async (options: ProviderOptions): Promise<Provider> => {
  const Provider = await load(options.logger);
  const provider = new Provider(options.issuerUrl, await configurationFor(options));
  provider.on('server_error', (_context, error) => options.logger.warn(`issuer: ${error.message}`));
  return provider;
};

const configurationFor = async (options: ProviderOptions): Promise<Configuration> => ({
  adapter: adapterFor(options.findOrganisation),
  jwks: await signingKeysOf(options.dataDir),
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  enabledJWA: {
    idTokenSigningAlgValues: ['ES256'],
  },
  clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
  responseTypes: ['code'],
  scopes: [],
  clientBasedCORS: () => false,
  findAccount: () => undefined,
  renderError: (context, out) => {
    context.type = 'application/json';
    context.body = JSON.stringify(out);
  },
  ttl: {
    ClientCredentials: () => tokenLifetimeSeconds,
    AccessToken: () => tokenLifetimeSeconds,
    IdToken: () => tokenLifetimeSeconds,
    Interaction: () => tokenLifetimeSeconds,
    Session: () => tokenLifetimeSeconds,
    Grant: () => tokenLifetimeSeconds,
  },
  features: featuresFor(options),
  extraTokenClaims: (_context, token) => claimsOf(options, token.clientId ?? ''),
  formats: {
    customizers: {
      jwt: (_context: KoaContextWithOIDC, _token: unknown, jwt: { payload: Record<string, unknown> }) => {
        jwt.payload.nbf = jwt.payload.iat;
      },
    },
  },
});

const featuresFor = (options: ProviderOptions): Configuration['features'] => ({
  devInteractions: { enabled: false },
  clientCredentials: { enabled: true },
  userinfo: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  resourceIndicators: {
    enabled: true,
    // So that a client need not name the only audience there is.
    defaultResource: () => options.audience,
    getResourceServerInfo: (_context, resource) => resourceServerFor(options, resource),
  },
});

const resourceServerFor = async (options: ProviderOptions, resource: string): Promise<ResourceServer> => {
  if (resource !== options.audience) {
    const { errors } = await import('oidc-provider');
    throw new errors.InvalidTarget();
  }
  return {
    scope: '',
    audience: options.audience,
    accessTokenTTL: tokenLifetimeSeconds,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'ES256' } },
  };
};

const claimsOf = async (options: ProviderOptions, id: string): Promise<Record<string, unknown>> => {
  const person = await findPerson(id, options.findOrganisation);
  if (!person) return {};
  await options.introduce(person);
  // Sr 77e(1): Halt is proposed by an officer whom the prosecutor designated; all invented people are.
  return { org: person.organisation, roles: [person.role], designated_for_halt: true };
};
