import { atLeast, atMost } from './figures.js';
import type { Row } from './row.js';
import { accessLogRound } from './rows/access-log.js';
import { hopRound } from './rows/hop.js';
import { intakeP99Round } from './rows/intake-p99.js';
import { intakeAtWorkRound, intakeRound } from './rows/intake.js';
import { memoryIdleRound, memoryLoadRound } from './rows/memory.js';
import { startColdRound, startWarmRound } from './rows/start.js';
import { throughputRound } from './rows/throughput.js';
import { yearRound } from './rows/year.js';

const perSecond = 'per second';

/** In the order in which they are measured: those that share a scene one after the other. */
export const rows: readonly Row[] = [
  { name: 'intake', unit: perSecond, goal: () => atLeast(0.7), onScene: true, warmUp: true, compare: intakeRound },
  { name: 'intakeP99', unit: 'ms', goal: () => atMost(3), onScene: true, compare: intakeP99Round },
  { name: 'intake, all at work', unit: perSecond, onScene: true, tableOnly: true, compare: intakeAtWorkRound },
  {
    name: 'accessLog',
    unit: perSecond,
    goal: () => atLeast(0.85),
    onScene: true,
    warmUp: true,
    compare: accessLogRound,
  },
  { name: 'hop', unit: 'ms', goal: () => atMost(3), onScene: true, warmUp: true, compare: hopRound },
  {
    name: 'throughput',
    unit: perSecond,
    goal: ({ redisUrl }) => atLeast(redisUrl ? 0.5 : 1.5),
    onScene: true,
    warmUp: true,
    compare: throughputRound,
  },
  { name: 'year', unit: 'minutes', goal: () => atMost(15), rounds: () => 1, measure: yearRound },
  { name: 'startWarm', unit: 's', goal: () => atMost(8), measure: startWarmRound },
  { name: 'startCold', unit: 's', goal: () => atMost(15), measure: startColdRound },
  { name: 'memoryIdle', unit: 'MiB', goal: () => atMost(200), measure: memoryIdleRound },
  { name: 'memoryLoad', unit: 'MiB', goal: () => atMost(400), measure: memoryLoadRound },
];
