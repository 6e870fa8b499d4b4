import { describe, expect, it } from '@jest/globals';
import { dismiss, penalOrder, referToHalt, register, reported, send, summon } from './testing/cases.js';
import { RecoveryDesk, employerParty, incident, line, s1, s2, victim } from './testing/recovery-desk.js';

const possible = (desk: RecoveryDesk, party = victim) =>
  desk
    .view(party)
    .advice.filter((advice) => advice.possible)
    .map(({ route }) => route);
const advised = (desk: RecoveryDesk, party = victim) => desk.view(party).advice.find((advice) => advice.advised)?.route;

describe('the advice on the route', () => {
  it('weighs every route, each condition with its outcome, source and mark', () => {
    const { advice } = reported().view(victim);
    expect(advice).toHaveLength(7);
    for (const { conditions } of advice)
      for (const condition of conditions) {
        expect(['pass', 'fail', 'to_be_judged']).toContain(condition.outcome);
        expect(condition.source.length).toBeGreaterThan(0);
        expect(['verified', 'attested', 'assumed']).toContain(condition.mark);
      }
  });

  it('follows where the suspects are', () => {
    const desk = reported();
    expect(advised(desk)).toBe('amicable');
    referToHalt(desk, s1);
    expect(advised(desk)).toBe('halt');
    desk.onStrand('halt.returned', s1, { to: 'police' });
    send(desk, s1);
    expect(possible(desk)).toEqual(['penal_order', 'transaction', 'amicable', 'violence_fund', 'civil']);
    penalOrder(desk, s1, []);
    expect(possible(desk)).not.toContain('transaction');
    summon(desk, s1);
    expect(advised(desk)).toBe('joined');
    dismiss(desk, s1);
    dismiss(desk, s2);
    expect(possible(desk)).toEqual(['amicable', 'violence_fund', 'civil']);
  });

  it('does not send a legal person to the violence fund', () => {
    expect(possible(reported(), employerParty)).not.toContain('violence_fund');
  });

  it('sends nobody to the violence fund for damaged goods', () => {
    const desk = new RecoveryDesk();
    const facts = incident([{ party: victim, lines: [line(100)] }], { category: 'property' });
    desk.hears('incident-report.submitted', { policeUnit: 'PL1300', incident: facts });
    expect(possible(desk)).toEqual(['civil']);
  });

  it('shows until when the violence fund and the civil court can be asked', () => {
    const desk = reported();
    const until = (route: string, id: string, on: string) =>
      desk
        .view(victim, on)
        .advice.find((advice) => advice.route === route)
        ?.conditions.find((condition) => condition.id === id);
    expect(until('violence_fund', 'ten-years', '2024-03-02')).toMatchObject({ outcome: 'pass', until: '2024-03-02' });
    expect(until('violence_fund', 'ten-years', '2024-03-03')).toMatchObject({ outcome: 'fail' });
    expect(until('civil', 'limitation', '2019-03-04')).toMatchObject({ outcome: 'fail', until: '2019-03-03' });
    expect(desk.view(victim, '2019-03-04').advice.find(({ route }) => route === 'civil')?.possible).toBe(true);
  });

  it('says whether paying is a condition at Halt: from fourteen', () => {
    const desk = reported();
    register(desk, s1, 13);
    referToHalt(desk, s1);
    const condition = () => desk.view(victim).advice.find(({ route }) => route === 'halt')?.conditions[1]?.outcome;
    expect(condition()).toBe('fail');
    register(desk, s1, 14);
    expect(condition()).toBe('pass');
    expect(advised(desk)).toBe('halt');
  });
});
