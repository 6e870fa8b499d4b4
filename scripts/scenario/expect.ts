import type { CaseView } from './case-view.js';
import { subjectOf } from './case-view.js';
import type { Chain } from './chain.js';
import { crawl } from './crawl.js';
import {
  agreementFault,
  keyOf,
  readAgreements,
  type AboutMeant,
  type AgreementSeen,
} from './expectations/agreements.js';
import { decisionFault, readDecision } from './expectations/decisions.js';
import { moneyFaults } from './expectations/money.js';
import { notificationFault } from './expectations/notified.js';
import { stateSeen } from './expectations/states.js';
import { leakedIn, shownIn } from './expectations/text-forms.js';
import { timelineFaults } from './expectations/timeline.js';
import type { Answer } from './client.js';
import { isObject, type Json } from './json.js';
import { listed, type Expectation, type ExpectationKind, type TextExpectation } from './scenario.js';
import type { World } from './world.js';

/** Asks the system for what an expectation is about, and compares. */
export class Expectations {
  constructor(
    private readonly chain: Chain,
    private readonly world: World,
  ) {}

  /** How many things an expectation of this kind says. */
  static count(expect: Expectation, kind: ExpectationKind): number {
    const given = expect[kind];
    if (given === undefined) return 0;
    if (kind === 'state' || kind === 'agreements' || kind === 'money' || kind === 'notified')
      return Object.keys(given).length;
    return listed(given as object).length;
  }

  faults(expect: Expectation, kind: ExpectationKind): Promise<string[]> {
    const check: Record<ExpectationKind, (given: Expectation) => Promise<string[]>> = {
      state: (given) => this.states(given.state ?? {}),
      agreements: (given) => this.agreements(given.agreements ?? {}),
      timeline: (given) => this.timelines(given),
      decision: (given) => this.decisions(given),
      money: (given) => this.money(given.money ?? {}),
      hidden: (given) => this.hidden(given.hidden!),
      visible: (given) => this.visible(given.visible!),
      notified: (given) => this.notified(given.notified ?? {}),
    };
    return check[kind](expect);
  }

  private async states(expected: Record<string, string>): Promise<string[]> {
    const views = await this.world.views();
    return Object.entries(expected).flatMap(([key, state]) => {
      const subject = subjectOf(key);
      if (!subject) return [`state: ${key} is nothing that has a state`];
      const about = subject.reference === undefined ? undefined : this.world.known(subject.reference);
      const seen = stateSeen(views, subject.kind, about);
      if ('disagreement' in seen) return [`state ${key}: readers disagree: ${seen.disagreement}`];
      return seen.state === state ? [] : [`state ${key}: expected ${state}, found ${seen.state}`];
    });
  }

  private async agreements(expected: Expectation['agreements'] & object): Promise<string[]> {
    const views = await this.world.views();
    const seen = await this.agreementsSeen(views);
    if (typeof seen === 'string') return [seen];
    const faults: string[] = [];
    for (const [key, outcome] of Object.entries(expected)) {
      const fault = agreementFault(seen, key, this.meant(keyOf(key).about, views), outcome);
      if (fault) faults.push(`agreement ${key}: ${fault}`);
    }
    return faults;
  }

  private async agreementsSeen(views: ReadonlyMap<string, CaseView>): Promise<AgreementSeen[] | string> {
    if (!this.world.case) return [];
    const path = `/v1/cases/${this.world.case.id}/agreements`;
    const answers = await Promise.all([...views.keys()].map((reader) => this.chain.pages(reader, path)));
    const told = answers.flat().filter(({ status }) => status === 200);
    if (told.length === 0) return 'agreements: no reader of the case is told any';
    return told.flatMap(({ json }) => readAgreements(json));
  }

  /** What the reference after an `@` can stand for: itself, or the police report or claim of that party. */
  private meant(about: string | undefined, views: ReadonlyMap<string, CaseView>): AboutMeant | undefined {
    if (about === undefined) return undefined;
    const subject = subjectOf(about);
    const reference = subject?.reference ?? about;
    const identifier = this.world.known(reference) ?? reference;
    const ofParty = [...views.values()]
      .flatMap(({ parts }) => parts)
      .filter((part) => part.party === identifier && (!subject || part.kind === subject.kind))
      .map(({ id }) => id);
    const strandOf = subject?.kind === 'file' || subject?.kind === 'halt-referral' ? subject.kind : undefined;
    const itself = subject?.kind === 'police-report' || subject?.kind === 'claim' ? [] : [identifier];
    return { identifiers: new Set([...itself, ...ofParty]), partKind: strandOf };
  }

  private async timelines(expect: Expectation): Promise<string[]> {
    const faults: string[] = [];
    for (const expected of listed(expect.timeline)) {
      const timeline = await this.world.timeline(this.world.naming.person(expected.as));
      const found = timeline
        ? timelineFaults(timeline, expected)
        : expected.types?.length === 0
          ? []
          : ['this reader gets no timeline of the case'];
      if (found.length > 0) faults.push(`timeline of ${expected.as}:`, ...found.map((line) => `  ${line}`));
    }
    return faults;
  }

  private async decisions(expect: Expectation): Promise<string[]> {
    const faults: string[] = [];
    for (const expected of listed(expect.decision)) {
      const resources = await this.resources('halt-referral', subjectOf(expected.on)?.reference);
      const fault = decisionFault(resources.map(readDecision).find(Boolean), expected);
      if (fault) faults.push(`decision on ${expected.on}: ${fault}`);
    }
    return faults;
  }

  private async money(expected: Record<string, Record<string, number>>): Promise<string[]> {
    const faults: string[] = [];
    for (const [key, balances] of Object.entries(expected)) {
      const resources = await this.resources('claim', subjectOf(key)?.reference);
      const resource = resources.find((json) => isObject(json) && isObject(json.money));
      faults.push(...moneyFaults(resource, balances).map((fault) => `money ${key}: ${fault}`));
    }
    return faults;
  }

  /** A part as each reader of the case gets it who may read it. */
  private async resources(kind: 'halt-referral' | 'claim', reference: string | undefined): Promise<Json[]> {
    const part = await this.world.findPart(kind, reference);
    if (!part) return [];
    const readers = [...(await this.world.views()).keys()];
    const answers = await Promise.all(readers.map((reader) => this.chain.client.get(reader, part.href)));
    return answers.flatMap(({ status, json }) => (status === 200 && json !== undefined ? [json] : []));
  }

  private async hidden({ texts, from }: TextExpectation): Promise<string[]> {
    const faults: string[] = [];
    for (const name of from) {
      const reader = this.world.naming.person(name);
      const pages = (await crawl(this.chain, this.world, reader)).map((answer) => ({
        from: place(answer),
        raw: answer.raw,
      }));
      const refusals = (this.world.refusals.get(reader) ?? []).map((raw) => ({
        from: 'the answer to a refused step',
        raw,
      }));
      for (const page of [...pages, ...refusals])
        faults.push(
          ...leakedIn(page.raw, texts).map((text) => `hidden: "${text}" is shown to ${name} by ${page.from}`),
        );
    }
    return faults;
  }

  private async visible({ texts, from }: TextExpectation): Promise<string[]> {
    const faults: string[] = [];
    for (const name of from) {
      const answers = await crawl(this.chain, this.world, this.world.naming.person(name));
      const pages = answers.filter(({ status }) => status === 200);
      const missing = texts.filter((text) => !pages.some(({ raw }) => shownIn(raw, text)));
      faults.push(...missing.map((text) => `visible: "${text}" is nowhere shown to ${name}`));
    }
    return faults;
  }

  private async notified(expected: Record<string, string[]>): Promise<string[]> {
    const faults: string[] = [];
    for (const [name, types] of Object.entries(expected)) {
      const fault = notificationFault(await this.world.notified(this.world.naming.person(name)), types);
      if (fault) faults.push(`notified ${name}: ${fault}`);
    }
    return faults;
  }
}

const place = ({ method, path, status }: Answer): string => `${method} ${path} (${status})`;
