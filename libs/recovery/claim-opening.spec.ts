import { describe, expect, it } from '@jest/globals';
import { RecoveryDesk, employerParty, idOf, incident, line, s1, victim } from './testing/recovery-desk.js';
import { lines, penalOrder, register, reported } from './testing/cases.js';

const submitted = (damages: Parameters<typeof incident>[0]) => ({ policeUnit: 'PL1300', incident: incident(damages) });
const taken = (damages: ReturnType<typeof incident>['damages']) => ({
  party: victim,
  offences: ['285'],
  serious: true,
  vptCode: true,
  vptProposed: true,
  complaintOffence: false,
  complaintCountsFrom: '2014-03-03T08:10:00.000Z',
  domicile: 'employer' as const,
  domicileChosenByVictim: false,
  damageAsked: true,
  joinderWish: 'yes' as const,
  wantsInformation: true,
  damages,
});
const supplement = (damages: ReturnType<typeof incident>['damages']) => ({
  textAdded: false,
  victims: [],
  suspects: [],
  damages,
});

describe('a damage claim opens', () => {
  it('for each injured party that the incident report names, for its employer to recover', () => {
    const desk = reported();
    expect(desk.told.map(({ type, data }) => [type, data])).toEqual([
      ['claim.opened', { party: victim, partyKind: 'victim', claimedCents: 125_000, recoverer: 'stadsvervoer' }],
      [
        'claim.opened',
        { party: employerParty, partyKind: 'employer', claimedCents: 125_000, recoverer: 'stadsvervoer' },
      ],
    ]);
    expect(desk.told.map(({ about }) => [about.part?.kind, about.claim, about.victim])).toEqual([
      ['claim', idOf(`claim:${victim}`), victim],
      ['claim', idOf(`claim:${employerParty}`), undefined],
    ]);
    expect([desk.stateOf(victim), desk.stateOf(employerParty)]).toEqual(['opened', 'opened']);
  });

  it('once, when an incident that was registered is submitted afterwards', () => {
    const desk = new RecoveryDesk();
    const damages = [{ party: victim, lines: [line(45_000)] }];
    expect(desk.hears('incident-report.registered', { incident: incident(damages) })).toEqual(['claim.opened']);
    expect(desk.hears('incident-report.submitted', submitted(damages))).toEqual([]);
    expect(desk.view(victim).money.claimedCents).toBe(45_000);
  });

  it('when damage is first named in a supplement or when the report is taken', () => {
    const desk = new RecoveryDesk();
    desk.hears('incident-report.submitted', submitted([]));
    const damages = incident([{ party: victim, lines: [line(100)] }]).damages;
    expect(desk.hears('incident-report.supplemented', supplement(damages))).toEqual(['claim.opened']);
    const others = incident([{ party: employerParty, lines: [line(200)] }]).damages;
    expect(desk.hears('police-report.taken', taken(others))).toEqual(['claim.opened']);
  });

  it('at the desk of the police, without a recoverer where no employer is known', () => {
    const desk = new RecoveryDesk();
    const walkIn = incident([{ party: victim, lines: [line(300)] }], { employer: undefined });
    delete walkIn.employer;
    const received = { reporter: 'victim' as const, party: victim, policeUnit: 'PL1300', walkIn: true };
    const at = { submittedAt: '2014-03-03T08:10:00.000Z' };
    expect(desk.hears('police-report.received', { ...received, ...at, incident: walkIn })).toEqual(['claim.opened']);
    expect(desk.told[0]?.data).toEqual({ party: victim, partyKind: 'victim', claimedCents: 300 });
    expect(desk.hears('police-report.received', { ...received, ...at })).toEqual([]);
  });

  it('for one party once, though its damage is named twice in one report', () => {
    const desk = new RecoveryDesk();
    const twice = [
      { party: victim, lines: [line(100)] },
      { party: victim, lines: [line(50)] },
    ];
    expect(desk.hears('incident-report.submitted', submitted(twice))).toEqual(['claim.opened']);
    expect(desk.view(victim).money.claimedCents).toBe(150);
  });

  it('not where no line is named', () => {
    const desk = new RecoveryDesk();
    expect(desk.hears('incident-report.submitted', submitted([{ party: victim, lines: [] }]))).toEqual([]);
  });
});

describe('damage named again', () => {
  const again = incident([{ party: victim, lines: [line(5_000)] }]).damages;

  it('adds lines while the claim is opened, whoever is first', () => {
    const desk = reported();
    expect(desk.hears('police-report.taken', taken(again))).toEqual(['claim.extended']);
    expect(desk.hears('incident-report.supplemented', supplement(again))).toEqual(['claim.extended']);
    expect(desk.view(victim).money.claimedCents).toBe(135_000);
  });

  it('adds nothing once the recovery officer has substantiated', () => {
    const desk = reported();
    desk.does('substantiateClaim', victim, lines(100_000));
    expect(desk.hears('police-report.taken', taken(again))).toEqual([]);
    expect(desk.view(victim).money.claimedCents).toBe(100_000);
  });

  it('adds nothing to what has been awarded', () => {
    const desk = reported();
    register(desk, s1);
    penalOrder(desk, s1, [{ claim: desk.claim(victim), amountCents: 125_000 }]);
    expect(desk.hears('incident-report.supplemented', supplement(again))).toEqual([]);
    expect(desk.stateOf(victim)).toBe('awarded');
  });

  it('never carries the claim over ten million euro', () => {
    const desk = reported(999_999_000);
    expect(desk.hears('incident-report.supplemented', supplement(again))).toEqual([]);
    expect(desk.view(victim).money.claimedCents).toBe(999_999_000);
  });
});
