import { isObject, type Json } from '../json.js';

/** What is wrong with the balances of a claim, for those that the scenario names. */
export function moneyFaults(resource: Json | undefined, expected: Readonly<Record<string, number>>): string[] {
  const money = isObject(resource) && isObject(resource.money) ? resource.money : undefined;
  if (!money) return ['no reader sees the money of this claim'];
  return Object.entries(expected)
    .filter(([balance, cents]) => money[balance] !== cents)
    .map(
      ([balance, cents]) =>
        `${balance}: expected ${cents}, found ${money[balance] === undefined ? 'nothing' : JSON.stringify(money[balance])}`,
    );
}
