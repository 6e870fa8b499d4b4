import type { PartKind, PartyKind, Role } from '../../libs/contract/index.js';
import { partyKindOfRole } from '../../libs/contract/index.js';
import { haltOfficeOf, policeUnitOf } from '../../libs/contract/law/regions.js';
import { readCaseFile } from '../../scripts/scenario/case-view.js';
import { isObject, textOf, type Json } from '../../scripts/scenario/json.js';
import { filled, type Offer } from '../../scripts/scenario/offer.js';
import type { Random } from '../../scripts/chaos/random.js';
import type { YearClient } from './client.js';
import { courseOf } from './course.js';
import { planOf, reportOf, type Plan } from './plan.js';
import type { Known, Step } from './step.js';

const dayMs = 86_400_000;

export interface Play {
  client: YearClient;
  offer: Offer;
  /** Where the clock stands, in milliseconds. */
  now: number;
  commands: number;
}

/** A refusal that no waiting will change. */
export class Refused extends Error {}

/** Whom it concerns has not heard yet. */
const notYet = Symbol('not yet');
/** How often a case is put off before its next step is taken to be impossible. */
const mostPutOff = 400;

/** One case of the year: its course was drawn before, and is played as the days come. */
export class PlayedCase {
  private readonly plan: Plan;
  private readonly course: Step[];
  private readonly organisations: Record<PartyKind, string>;
  private caseId: string | undefined;
  private ids: Record<string, string> = {};
  private parts: Record<string, string> = {};
  private next = 0;
  private putOff = 0;

  constructor(
    readonly begins: number,
    private readonly reference: string,
    employer: string,
    private readonly random: Random,
  ) {
    this.plan = planOf(random);
    this.course = courseOf(this.plan, random);
    const unit = policeUnitOf(this.plan.municipality);
    if (!unit) throw new Error(`no unit for ${this.plan.municipality}`);
    const { code: police, prosecutorsOffice: om } = unit;
    this.organisations = { employer, police, om, halt: haltOfficeOf(police), recovery: employer };
  }

  get isOver(): boolean {
    return this.caseId !== undefined && this.next >= this.course.length;
  }

  /** When something is to be done next. */
  get due(): number {
    const step = this.course[this.next];
    return this.caseId === undefined || !step ? this.begins : this.begins + step.day * dayMs;
  }

  /** Does what is due by now; what others must hear first is left for later. */
  async goOn(play: Play): Promise<void> {
    if (this.caseId === undefined) await this.report(play);
    for (;;) {
      const step = this.course[this.next];
      if (!step || this.due > play.now) return;
      if ((await this.take(step, play)) === notYet) {
        this.putOff += 1;
        if (this.putOff > mostPutOff)
          throw new Refused(`${this.reference}: ${step.command} on ${step.kind} ${step.of}`);
        return;
      }
      this.putOff = 0;
      this.next += 1;
    }
  }

  private async report(play: Play): Promise<void> {
    const occurredAt = new Date(this.begins - 3_600_000).toISOString();
    const body = reportOf(this.plan, occurredAt, this.reference, this.random);
    const { status, json } = await play.client.send(
      this.person('employer_contact'),
      'POST',
      '/v1/incident-reports',
      body,
    );
    const answer = await json();
    if (status !== 201 || !isObject(answer)) throw new Refused(`${this.reference}: ${JSON.stringify(answer)}`);
    play.commands += 1;
    this.caseId = textOf(answer.caseId) ?? '';
    this.ids = textsIn(answer.created);
    this.parts['incident-report report'] = isObject(answer.part) ? (textOf(answer.part.id) ?? '') : '';
  }

  private async take(step: Step, play: Play): Promise<typeof notYet | undefined> {
    const part = await this.partFor(step.kind, step.of, play);
    if (part === undefined || !(await this.claimsAreKnown(play))) return notYet;
    const offer = play.offer.find(step.command, [step.kind]);
    if (!offer) throw new Refused(`${step.command} is not offered`);
    const body = step.body(this.known(play));
    const { status, json } = await play.client.send(this.person(step.role), 'POST', filled(offer.path, part), body);
    if (status === 200 || status === 201) {
      play.commands += 1;
      return undefined;
    }
    if ((status === 404 || status === 409) && this.putOff < mostPutOff) return notYet;
    throw new Refused(`${this.reference}: ${step.command}: ${String(status)} ${JSON.stringify(await json())}`);
  }

  /** A suspect is the same at every agency; the parts of victims are looked up in the case file, once. */
  private async partFor(kind: PartKind, of: string, play: Play): Promise<string | undefined> {
    if (kind === 'file' || kind === 'halt-referral') return this.ids[of];
    if (this.parts[`${kind} ${of}`] === undefined) await this.look(play);
    return this.parts[`${kind} ${of}`];
  }

  private async claimsAreKnown(play: Play): Promise<boolean> {
    const missing = (): boolean => this.plan.damaged.some((of) => this.parts[`claim ${of}`] === undefined);
    if (missing()) await this.look(play);
    return !missing();
  }

  private async look({ client }: Play): Promise<void> {
    const { status, json } = await client.send(
      this.person('employer_contact'),
      'GET',
      `/v1/cases/${this.caseId ?? ''}`,
    );
    if (status !== 200) return;
    const references = new Map(Object.entries(this.ids).map(([reference, id]) => [id, reference]));
    for (const { kind, id, party } of readCaseFile(await json()).parts) {
      const reference = party === undefined ? undefined : references.get(party);
      if (reference !== undefined) this.parts[`${kind} ${reference}`] = id;
    }
  }

  private known(play: Play): Known {
    return {
      ids: this.ids,
      claimOf: (victim) => this.parts[`claim ${victim}`] ?? '',
      person: (role) => this.person(role),
      today: () => new Date(play.now).toISOString().slice(0, 10),
      in: (days) => new Date(play.now + days * dayMs).toISOString(),
    };
  }

  private person(role: Role): string {
    return `${role}@${this.organisations[partyKindOfRole[role] ?? 'employer']}`;
  }
}

const textsIn = (json: Json | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isObject(json) ? json : {}).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
