import { checkKinds, type CheckKind } from './scenario.js';

/** What came of one scenario. */
export interface ScenarioResult {
  file: string;
  id: string;
  title: string;
  checks: number;
  failures: string[];
}

export interface PlayResult {
  scenarios: ScenarioResult[];
  passed: number;
  failed: number;
  /** How many expectations of each kind were left out: not checked, so never passed. */
  notChecked: Partial<Record<CheckKind, number>>;
}

export function summarised(scenarios: ScenarioResult[], leftOut: Partial<Record<CheckKind, number>>): PlayResult {
  const failed = scenarios.filter(({ failures }) => failures.length > 0).length;
  return { scenarios, passed: scenarios.length - failed, failed, notChecked: leftOut };
}

export function summaryLines(result: PlayResult): string[] {
  const perFile = result.scenarios.map(({ file, checks, failures, title }) =>
    failures.length === 0
      ? `passed  ${file}  (${checks} checks)  ${title}`
      : `FAILED  ${file}  (${failures.length} of ${checks} checks)  ${title}`,
  );
  const leftOut = checkKinds.flatMap((kind) => {
    const count = result.notChecked[kind] ?? 0;
    return count > 0 ? [`${kind} (${count})`] : [];
  });
  return [
    '',
    ...perFile,
    ...(leftOut.length > 0 ? [`not checked: ${leftOut.join(', ')}`] : []),
    `${result.passed} passed, ${result.failed} failed`,
  ];
}
