import { atLeast, atMost, type Measured, type Pair } from './figures.js';
import type { Scale } from './populations/scale.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';
import { complianceAtScale, dueAtScale, worklistAtScale } from './rows/agreements-at-scale.js';
import { accessLogRound } from './rows/access-log.js';
import { hopRound } from './rows/hop.js';
import { intakeP99Round } from './rows/intake-p99.js';
import { intakeAtWorkRound, intakeRound } from './rows/intake.js';
import { memoryIdleRound, memoryLoadRound } from './rows/memory.js';
import { listAtScale } from './rows/list-at-scale.js';
import { rebuildRate } from './rows/rebuild.js';
import { startColdRound, startWarmRound } from './rows/start.js';
import { throughputRound } from './rows/throughput.js';
import { twoProcessesRound } from './rows/two-processes.js';
import { yearRound } from './rows/year.js';

const perSecond = 'per second';

const casesListed = { small: { many: 20_000, few: 2_000 }, full: { many: 1_000_000, few: 10_000 } };
/** Of ten events each. */
const casesRebuilt = { small: { many: 3_000, few: 0 }, full: { many: 50_000, few: 0 } };

const termsRunning = { small: { many: 100_000, few: 10_000 }, full: { many: 1_000_000, few: 10_000 } };

const amongTerms =
  (compare: (scale: Scale) => Promise<Pair>) =>
  async (stage: Stage): Promise<Pair> =>
    compare(await stage.scale(termsRunning[stage.settings.scale]));
const listRound = async (stage: Stage): Promise<Pair> =>
  listAtScale(await stage.scale(casesListed[stage.settings.scale]));
const rebuildRound = async (stage: Stage): Promise<Measured> => ({
  ours: await rebuildRate(await stage.scale(casesRebuilt[stage.settings.scale])),
});

/** In the order in which they are measured: those that share a scene one after the other. */
export const rows: readonly Row[] = [
  { name: 'intake', unit: perSecond, goal: () => atLeast(0.7), on: 'scene', warmUp: true, compare: intakeRound },
  { name: 'intakeP99', unit: 'ms', goal: () => atMost(3), on: 'scene', compare: intakeP99Round },
  { name: 'intake, all at work', unit: perSecond, on: 'scene', tableOnly: true, compare: intakeAtWorkRound },
  {
    name: 'accessLog',
    unit: perSecond,
    goal: () => atLeast(0.85),
    on: 'scene',
    warmUp: true,
    compare: accessLogRound,
  },
  { name: 'hop', unit: 'ms', goal: () => atMost(3), on: 'scene', warmUp: true, compare: hopRound },
  {
    name: 'throughput',
    unit: perSecond,
    goal: ({ redisUrl }) => atLeast(redisUrl ? 0.5 : 1.5),
    on: 'scene',
    warmUp: true,
    compare: throughputRound,
  },
  { name: 'listAtScale', unit: 'ms', goal: () => atMost(1.5), on: 'scale', compare: listRound },
  { name: 'dueAtScale', unit: 'ms', goal: () => atMost(1.2), on: 'scale', compare: amongTerms(dueAtScale) },
  {
    name: 'worklist at scale',
    unit: 'ms',
    goal: () => atMost(1.5),
    on: 'scale',
    tableOnly: true,
    compare: amongTerms(worklistAtScale),
  },
  {
    name: 'compliance at scale',
    unit: 'ms',
    goal: () => atMost(1.5),
    on: 'scale',
    tableOnly: true,
    compare: amongTerms(complianceAtScale),
  },
  { name: 'rebuild', unit: perSecond, goal: () => atLeast(20_000), on: 'scale', measure: rebuildRound },
  { name: 'twoProcesses', unit: perSecond, goal: () => atLeast(1), compare: twoProcessesRound },
  { name: 'year', unit: 'minutes', goal: () => atMost(15), rounds: () => 1, measure: yearRound },
  { name: 'startWarm', unit: 's', goal: () => atMost(8), measure: startWarmRound },
  { name: 'startCold', unit: 's', goal: () => atMost(15), measure: startColdRound },
  { name: 'memoryIdle', unit: 'MiB', goal: () => atMost(200), measure: memoryIdleRound },
  { name: 'memoryLoad', unit: 'MiB', goal: () => atMost(400), measure: memoryLoadRound },
];
