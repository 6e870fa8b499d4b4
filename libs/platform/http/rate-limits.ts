import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { tooManyRequests } from './problem.js';

/** Requests per minute. Each process counts for itself: that costs nothing, and nothing else can make it fail. */
export interface RateLimits {
  person: number;
  /** All people of an organisation together. */
  organisation: number;
  /** Of who shows no valid token, by where he asks from. */
  address: number;
}

/** Counts a request, and throws the problem where there were too many. */
export type Admit = (request: FastifyRequest) => Promise<void>;

const minute = 60_000;
/** Beyond these the longest unseen are forgotten. */
const mostRemembered = 50_000;

export async function limitRates(fastify: FastifyInstance, limits: RateLimits): Promise<Admit> {
  await fastify.register(rateLimit as never, { global: false } as never);
  const limiter = (max: number, keyGenerator?: (request: FastifyRequest) => string) => {
    const settings = { max, timeWindow: minute, cache: mostRemembered, ...(keyGenerator ? { keyGenerator } : {}) };
    const count = fastify.createRateLimit(settings);
    return async (request: FastifyRequest): Promise<void> => {
      const counted = await count(request);
      if (counted.isAllowed || !counted.isExceeded) return;
      throw tooManyRequests('Wait for as long as Retry-After says, and ask less often.', counted.ttlInSeconds);
    };
  };
  const ofPerson = limiter(limits.person, ({ person }) => person?.id ?? '');
  const ofOrganisation = limiter(limits.organisation, ({ person }) => person?.organisation ?? '');
  // As the plugin reads addresses: a network of IPv6 (/64) is one.
  const ofAddress = limiter(limits.address);
  return async (request) => {
    if (!request.person) return ofAddress(request);
    // One who asks too much does not use up what is for the colleagues.
    await ofPerson(request);
    await ofOrganisation(request);
  };
}
