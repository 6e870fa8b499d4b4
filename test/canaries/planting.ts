import { ageOn, localDate } from '../../libs/platform/terms/index.js';
import { isObject, objectsIn, textOf, type Json, type JsonObject } from '../../scripts/scenario/json.js';
import type { Scenario } from '../../scripts/scenario/scenario.js';
import type { Canary } from './canary.js';
import { Mentions } from './mentions.js';
import type { MadeUp } from './made-up.js';

/** A scenario with a canary in every field that says who somebody is, and what they are. */
export interface Planted {
  scenario: Scenario;
  canaries: Canary[];
}

/** Whose names a scenario tells in its texts on purpose: where the text may stand, or until a number is asked for. */
const toldInTexts: Record<string, Record<string, Canary['toldInText']>> = {
  'number-refused': { 'given name': 'open', surname: 'open' },
  'text-before-the-request': { 'given name': 'asked', surname: 'open' },
};

const shapeOfField: Record<string, Canary['shape']> = { phone: 'phone', birthDate: 'date', postcode: 'postcode' };

/** Puts canaries in the victims and suspects of a scenario, and in what its texts say of them. */
export function plant(given: Scenario, madeUp: MadeUp): Planted {
  const scenario = structuredClone(given);
  const planting = new Planting(scenario, madeUp);
  for (const { with: body } of scenario.steps) if (body) planting.people(body);
  const steps = scenario.steps.map(({ with: body, expect, ...step }) => ({
    ...step,
    ...(body ? { with: planting.mentions.in(body) } : {}),
    ...(expect ? { expect: planting.mentions.in(expect) } : {}),
  }));
  return { scenario: { ...scenario, steps }, canaries: planting.canaries };
}

class Planting {
  readonly canaries: Canary[] = [];
  readonly mentions = new Mentions();
  private readonly incidentOn: string;

  constructor(
    private readonly scenario: Scenario,
    private readonly madeUp: MadeUp,
  ) {
    const incidents = scenario.steps.flatMap(({ do: command, with: body, refused }) =>
      !refused && (command === 'submitIncidentReport' || command === 'registerWalkIn')
        ? (textOf(body?.occurredAt) ?? [])
        : [],
    );
    this.incidentOn = incidents[0] ? localDate(new Date(incidents[0]).toISOString()) : '2010-01-01';
  }

  people(body: JsonObject): void {
    for (const victim of objectsIn(body.victims)) this.victim(victim);
    // Only a suspect that is registered has a name and a birth date.
    if (typeof body.birthDate === 'string' && typeof body.ref === 'string') this.suspect(body);
    if (isObject(body.values)) this.people(body.values);
  }

  private victim(victim: JsonObject): void {
    const whose = `victim ${textOf(victim.ref) ?? 'without reference'}`;
    if (typeof victim.name === 'string') victim.name = this.name('victim', whose, victim.name);
    const { birthDate } = victim;
    // A wrong date stays as wrong as it is.
    if (birthDate === undefined || isPast(birthDate)) {
      victim.birthDate = this.canary('victim', whose, 'birthDate', this.madeUp.birthDate());
      if (typeof birthDate === 'string') this.mentions.exactly(birthDate, victim.birthDate);
    }
    victim.phone = this.phone(whose, textOf(victim.phone));
    victim.email = this.email(whose, textOf(victim.email));
    victim.address = this.address(whose, textOf(victim.address));
  }

  private suspect(body: JsonObject): void {
    const whose = `suspect ${textOf(body.ref) ?? ''}`;
    body.name = this.name('suspect', whose, textOf(body.name) ?? 'Nomen Nescio');
    const birthDate = textOf(body.birthDate) ?? '';
    const age = ageOn(birthDate, this.incidentOn);
    const near = this.madeUp.birthDateNear(birthDate, (date) => ageOn(date, this.incidentOn) === age);
    if (near === undefined || birthDate > this.incidentOn) return;
    body.birthDate = this.canary('suspect', whose, 'birthDate', near);
    this.mentions.exactly(birthDate, near);
  }

  /** Given name and surname are canaries each; what stands between them stays. */
  private name(kind: Canary['kind'], whose: string, name: string): string {
    const words = name.split(' ');
    if (words.length < 2) return name;
    const [first = '', last = ''] = [words[0], words.at(-1)];
    const given = this.canary(kind, whose, 'given name', this.madeUp.word());
    const surname = this.canary(kind, whose, 'surname', this.madeUp.word());
    this.mentions.word(first, given);
    this.mentions.word(last, surname);
    this.mentions.initial(first, given, surname);
    return [given, ...words.slice(1, -1), surname].join(' ');
  }

  private phone(whose: string, before: string | undefined): Json {
    const phone = this.canary('victim', whose, 'phone', this.madeUp.phone());
    if (before !== undefined) this.mentions.phone(before, phone);
    return phone;
  }

  private email(whose: string, before: string | undefined): Json {
    const email = `${this.canary('victim', whose, 'email', this.madeUp.plainWord())}@example.org`;
    if (before !== undefined) this.mentions.exactly(before, email);
    return email;
  }

  private address(whose: string, before: string | undefined): Json {
    const street = this.canary('victim', whose, 'street', this.madeUp.word());
    const postcode = this.canary('victim', whose, 'postcode', this.madeUp.postcode());
    const number = /^[^,\d]+(\d+)/.exec(before ?? '')?.[1] ?? '7';
    const [word = ''] = (before ?? '').split(' ');
    if (before !== undefined) this.mentions.word(word.replace(/,$/, ''), street);
    const postcodeBefore = /\d{4} [A-Z]{2}/.exec(before ?? '')?.[0];
    if (postcodeBefore !== undefined) this.mentions.exactly(postcodeBefore, postcode);
    return `${street} ${number}, ${postcode} Zoetermeer`;
  }

  private canary(kind: Canary['kind'], whose: string, field: string, text: string): string {
    const { id } = this.scenario;
    const toldInText = kind === 'victim' ? toldInTexts[id]?.[field] : undefined;
    const shape = shapeOfField[field] ?? 'word';
    const label = `${field} of ${whose} of ${id} (${String(this.canaries.length)})`;
    this.canaries.push({ kind, label, text, shape, scenario: id, ...(toldInText ? { toldInText } : {}) });
    return text;
  }
}

const isPast = (date: unknown): boolean =>
  typeof date === 'string' && date < '2010-01-01' && !Number.isNaN(Date.parse(date));
