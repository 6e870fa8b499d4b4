import type { Person } from '../casework/case-context.js';
import { ProblemException, problem } from '../http/problem.js';
import { unauthenticated, type Authenticate } from '../http/request-hooks.js';
import type { Directory } from './directory.js';
import { IssuerUnreachable, isTokenFault, type TokenVerifier } from './token-verifier.js';

/** Who shows this bearer token. People are kept in the directory, so that colleagues can name them. */
export const authenticator =
  (verifier: TokenVerifier, directory: Directory): Authenticate =>
  async (authorization) => {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated('A bearer token is needed.');
    const verified = await verifier.verify(token).catch((error: unknown) => {
      if (!(error instanceof IssuerUnreachable)) throw error;
      throw new ProblemException(problem('unavailable', 'The issuer of tokens cannot be reached.'), {
        'Retry-After': '2',
      });
    });
    if (isTokenFault(verified)) throw unauthenticated(verified.detail);
    const person: Person = {
      id: verified.sub,
      organisation: verified.org,
      roles: verified.roles,
      designatedForHalt: verified.designatedForHalt,
    };
    await directory.remember(person);
    return person;
  };
