import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FindOrganisation, InventedPerson } from './invented-person.js';
import { createProvider, type IssuerLogger } from './provider.js';

export { demoSecret } from './adapter.js';
export { type FindOrganisation, findPerson, type InventedPerson } from './invented-person.js';

export interface Issuer {
  url: string;
  close(): Promise<void>;
}

export interface IssuerOptions {
  /** 0: any free port. */
  port: number;
  host: string;
  /** How others reach it; by default the address that it listens on. */
  issuerUrl?: string;
  audience: string;
  dataDir: string;
  findOrganisation: FindOrganisation;
  introduce(person: InventedPerson): Promise<void>;
  logger: IssuerLogger;
}

/** The embedded issuer can't be used as things are: the message says what is wrong and what to do. */
export class IssuerFailure extends Error {
  override readonly name = 'IssuerFailure';
}

/** Starts the OpenID Connect issuer with invented people, for the embedded default. Never in production. */
export const startIssuer = async (options: IssuerOptions): Promise<Issuer> => {
  if (process.env.NODE_ENV === 'production') {
    throw new IssuerFailure(
      'The embedded issuer knows invented people only. In production set ISSUER_URL to a real one.',
    );
  }
  // Its address is known only when it listens; who asks before it can answer is not left waiting for ever.
  let answer = sayLater;
  const server = createServer((request, response) => void answer(request, response));
  await listen(server, options.port, options.host);
  try {
    const { port } = server.address() as AddressInfo;
    const url = options.issuerUrl ?? `http://${addressOf(options.host)}:${port}`;
    const provider = await createProvider({ ...options, issuerUrl: url });
    answer = provider.callback();
    return { url, close: () => close(server) };
  } catch (error) {
    await close(server);
    throw error;
  }
};

const sayLater = async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
  await new Promise<void>((resolve) => response.writeHead(503, { 'Retry-After': '1' }).end(resolve));
};

/** Everywhere is not an address to go to. */
const addressOf = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
};

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(inWords(error, port, host)));
    server.listen(port, host, resolve);
  });

const inWords = (error: NodeJS.ErrnoException, port: number, host: string): IssuerFailure => {
  if (error.code === 'EADDRINUSE') {
    return new IssuerFailure(`Port ${port}, for the embedded issuer, is taken. Stop what uses it, or set ISSUER_PORT.`);
  }
  if (error.code === 'EACCES')
    return new IssuerFailure(`Port ${port}, for the embedded issuer, is not allowed. Set ISSUER_PORT.`);
  return new IssuerFailure(`The embedded issuer can't listen on ${host}:${port}: ${error.message}`);
};

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
