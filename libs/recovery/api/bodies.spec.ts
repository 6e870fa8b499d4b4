import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { commandsOn } from '../../contract/index.js';
import { claimLifecycle } from '../claim.lifecycle.js';
import { recovery } from '../recovery.context.js';
import { RecordAwardBody, RecordPaymentBody, SubstantiateClaimBody } from './bodies.js';
import { recoveryRoutes } from './routes.js';

const faults = async (body: new () => object, value: object): Promise<string[]> =>
  (await validate(plainToInstance(body, value), { whitelist: true, forbidNonWhitelisted: true })).map(
    ({ property }) => property,
  );

describe('the commands of recovery', () => {
  it('are those of the policy, each with a lifecycle row, a decision and a route', () => {
    const commands = commandsOn('claim').sort();
    expect(Object.keys(claimLifecycle).sort()).toEqual(commands);
    expect(Object.keys(recovery.commands.claim ?? {}).sort()).toEqual(commands);
    expect(recoveryRoutes.map(({ command }) => command).sort()).toEqual(commands);
  });

  it.each(recoveryRoutes.map((route) => [route.command, route] as const))(
    '%s: the example is valid',
    async (_, route) => {
      expect(await faults(route.body, route.example)).toEqual([]);
      expect(await faults(route.body, { ...route.example, surprise: 1 })).toEqual(['surprise']);
    },
  );

  const payment = { from: 'insurer', amountCents: 1, reference: 'A-1', receivedOn: '2014-03-03' };
  const award = { amountCents: 1, debtors: ['6f0c1f0e-3b1c-4c53-9a55-0c7a4b1d2e01'], jointly: true, by: 'court' };
  const line = { kind: 'material', description: 'telephone', amountCents: 1 };
  it.each([
    [RecordPaymentBody, { ...payment, amountCents: 1.5 }, 'amountCents'],
    [RecordPaymentBody, { ...payment, amountCents: -1 }, 'amountCents'],
    [RecordPaymentBody, { ...payment, amountCents: 1_000_000_001 }, 'amountCents'],
    [RecordPaymentBody, { ...payment, amountCents: '1' }, 'amountCents'],
    [RecordPaymentBody, { ...payment, receivedOn: '2014-02-30' }, 'receivedOn'],
    [RecordPaymentBody, { ...payment, reference: 'a b' }, 'reference'],
    [RecordAwardBody, { ...award, debtors: [] }, 'debtors'],
    [RecordAwardBody, { ...award, debtors: [...award.debtors, ...award.debtors] }, 'debtors'],
    [RecordAwardBody, { ...award, debtors: 'x' }, 'debtors'],
    [RecordAwardBody, { ...award, by: 'police' }, 'by'],
    [SubstantiateClaimBody, { lines: [] }, 'lines'],
    [SubstantiateClaimBody, { lines: [{ ...line, kind: 'luck' }] }, 'lines'],
    [SubstantiateClaimBody, { lines: [{ ...line, description: ' ' }] }, 'lines'],
    [SubstantiateClaimBody, { lines: [{ ...line, evidence: null }] }, 'lines'],
  ])('%p refuses %j', async (body, value, property) => {
    expect(await faults(body, value)).toEqual([property]);
  });
});
