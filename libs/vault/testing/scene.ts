import type { EventData } from '../../contract/index.js';
import { isRefusal } from '../../platform/casework/refusal.js';
import { ContextDriver, acting, person } from '../../platform/casework/testing/drive-context.js';
import type { Actor } from '../../platform/casework/case-context.js';
import type { ChainEvent } from '../../contract/index.js';
import { vaultRoutes } from '../api/routes.js';
import type { VaultCase } from '../vault-case.js';
import { vault } from '../vault.context.js';

/** The people, identifiers and a case under number; for specifications only. */
export const desk = acting(person('desk', 'DHA', 'victim_desk'));
export const otherDesk = acting(person('desk-2', 'DHA', 'victim_desk'));
export const prosecutor = acting(person('prosecutor', 'DHA', 'public_prosecutor'));
export const otherProsecutor = acting(person('prosecutor-2', 'DHA', 'public_prosecutor'));
export const assistant = acting(person('assistant', 'PL1500', 'assistant_prosecutor'));

const identifier = (number: number): string => `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const v1 = identifier(1);
export const v2 = identifier(2);
export const report = identifier(11);
export const otherReport = identifier(12);
export const hit = identifier(21);
export const number = 'AON-00000008';

export const order = { victim: v1, ground: 'court_order', reason: 'order of 31 March' };

/** A case at the vault, an hour later each time. */
export class Scene extends ContextDriver<VaultCase> {
  private hour = 0;

  constructor() {
    super(vault, vaultRoutes, []);
  }

  next(hours = 1): string {
    this.hour += hours;
    return new Date(Date.parse('2014-03-10T12:00:00Z') + this.hour * 3_600_000).toISOString();
  }

  reported(wantsReportUnderNumber = true): this {
    const victims = [v1, v2].map((id) => ({ id, publicServant: true, knownToSuspect: false, wantsReportUnderNumber }));
    const incident: EventData<'incident-report.submitted'>['incident'] = {
      incidentAt: '2014-03-10T09:30:00.000Z',
      municipality: '0637',
      category: 'threat',
      directedAtPublicTask: true,
      reporter: 'victim',
      employer: 'gemeente-w',
      sector: 'public_administration',
      employerParty: identifier(31),
      victims,
      suspects: [],
      damages: [],
    };
    this.hear('incident-report.submitted', this.next(), { incident, policeUnit: 'PL1500' });
    this.received(report, v1);
    this.received(otherReport, v2);
    return this;
  }

  asked(): this {
    this.hear('police-report.under-number-requested', this.next(), {}, { policeReport: report, victim: v1 });
    return this;
  }

  granted(): this {
    this.hear('police-report.under-number-granted', this.next(), { number }, { policeReport: report, victim: v1 });
    return this;
  }

  refusedNumber(): ChainEvent[] {
    return this.hear('police-report.under-number-refused', this.next(), {}, { policeReport: report, victim: v1 });
  }

  found(type: 'text.refused' | 'text.withheld', id = hit): ChainEvent[] {
    return this.hear(type, this.next(), { hit: id }, { victim: v1 });
  }

  /** The types of what was told, or the kind and code of the refusal. */
  outcome(command: string, as: Actor, body: object = order, hoursLater = 1): string[] | string {
    const given = this.give(command, { at: this.next(hoursLater), as, part: report, with: body });
    return isRefusal(given) ? `${given.kind} ${given.code}` : given.map(({ type }) => type);
  }

  private received(id: string, party: string): void {
    const data = {
      reporter: 'victim' as const,
      party,
      policeUnit: 'PL1500',
      walkIn: false,
      employer: 'gemeente-w',
      submittedAt: '2014-03-10T11:00:00.000Z',
    };
    const about = { part: { kind: 'police-report' as const, id, state: 'received' }, policeReport: id };
    this.hear('police-report.received', this.next(), data, about);
  }
}
