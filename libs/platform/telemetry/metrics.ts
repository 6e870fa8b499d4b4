import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What operators watch. Labels hold routes, contexts and status codes, never identifiers. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'chain_request_seconds',
    help: 'Duration of requests, by route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });
  readonly parked = new Counter({
    name: 'chain_parked_letters_total',
    help: 'Letters that could not be handled and were parked, by context.',
    labelNames: ['context'] as const,
    registers: [this.registry],
  });
  readonly failures = new Counter({
    name: 'chain_messaging_failures_total',
    help: 'Failures of relay, queue or inbox that are tried again by themselves, by context.',
    labelNames: ['context'] as const,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
