import { bodyOf, claimsIn, isCreation, personsIn } from './body.js';
import { told, type Chain } from './chain.js';
import { Unreachable, type Answer } from './client.js';
import { Expectations } from './expect.js';
import { isObject, objectsIn, textOf } from './json.js';
import { Naming } from './naming.js';
import { filled, parameterCount, partsMeant, type CommandOffer } from './offer.js';
import type { ScenarioResult } from './report.js';
import { expectationKinds, type CheckKind, type RefusalKind, type Scenario, type Step } from './scenario.js';
import { World, type Saved } from './world.js';

export interface PlayerOptions {
  /** Distinguishes this play from every other on the same system. */
  run: string;
  checked: (kind: CheckKind) => boolean;
  /** Told each step, and what followed from it. */
  out: (line: string) => void;
  /** Tell also the events that others made in answer, which costs a few requests per step. */
  trace: boolean;
}

/** Plays one scenario, step by step; what fails is kept, and the play goes on. */
export class Player {
  readonly result: ScenarioResult;
  readonly leftOut: Partial<Record<CheckKind, number>> = {};
  readonly world: World;
  private readonly seen = new Set<string>();

  constructor(
    private readonly chain: Chain,
    private readonly scenario: Scenario,
    file: string,
    private readonly options: PlayerOptions,
  ) {
    this.world = new World(chain, Naming.of(scenario, options.run));
    this.result = { file, id: scenario.id, title: scenario.title, checks: 0, failures: [] };
  }

  /** Makes known to the system what the scenario brings along. */
  async begin(): Promise<void> {
    try {
      for (const [code, given] of Object.entries(this.scenario.organisations))
        await this.chain.register(this.world.naming.organisation(code), given);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      this.fail(this.scenario.steps[0]!, [(error as Error).message]);
    }
  }

  /** The system is gone: what has not been played has not passed. */
  breakOff(reason: string): void {
    this.result.failures.push(`broken off: ${reason}`);
  }

  async play(index: number): Promise<void> {
    const step = this.scenario.steps[index]!;
    this.options.out(
      `${step.at}  ${step.as ?? ''}  ${step.do ?? 'expect'}${step.on ? ` on ${step.on}` : ''}`.trimEnd(),
    );
    try {
      await this.arrive(step);
      if (step.do) await this.command(step, index);
      if (step.do && step.expect) await this.arrive(step);
      if (step.expect) await this.expectations(step);
    } catch (error) {
      if (error instanceof Unreachable) throw error;
      this.fail(step, [(error as Error).message]);
    }
  }

  private async arrive(step: Step): Promise<void> {
    await this.chain.quiet();
    await this.chain.setClock(Date.parse(step.at));
    await this.chain.quiet();
  }

  private async command(step: Step, index: number): Promise<void> {
    const answer = await this.give(step, index);
    if (!answer) {
      this.fail(step, [`the system does not offer ${step.do}`]);
      return;
    }
    const accepted = answer.status >= 200 && answer.status < 300;
    if (accepted) this.world.learn(this.actor(step), answer, step.save);
    else this.keepRefusal(this.actor(step), answer, step.save);
    this.judge(step, answer, accepted);
    if (accepted) await this.tell(answer);
  }

  private judge(step: Step, answer: Answer, accepted: boolean): void {
    if (step.refused && !this.options.checked('refused')) {
      this.leaveOut('refused', 1);
      return;
    }
    this.result.checks += 1;
    const kind = refusalKindOf(answer.status);
    const expected = step.refused ? `refused: ${step.refused}` : 'accepted';
    const fits = step.refused ? kind === step.refused : accepted;
    if (!fits) this.fail(step, [`expected ${expected}, the answer is ${this.world.naming.told(told(answer))}`]);
    else if (step.refused) this.options.out(`    refused: ${step.refused}${reasonOf(answer)}`);
  }

  private async give(step: Step, index: number): Promise<Answer | undefined> {
    const offer = this.offerFor(step);
    if (!offer) return undefined;
    const given = step.with ?? {};
    const values = isObject(given.values) ? given.values : {};
    const persons = [...personsIn(given), ...personsIn(values)];
    const target = parameterCount(offer.path) === 0 ? undefined : await this.target(step, offer);
    const hit = 'hit' in given ? await this.world.hits.open(this.chain, this.actor(step), target ?? '') : undefined;
    const references = await this.world.references(persons, claimsIn(given), this.savedOf(step), hit);
    return this.chain.client.send(this.actor(step), {
      method: 'POST',
      path: target === undefined ? offer.path : filled(offer.path, target),
      body: bodyOf(step.do!, given, references, this.world.naming),
      idempotencyKey: `${this.scenario.id}-${this.options.run}-${index}`.slice(-100),
    });
  }

  private offerFor(step: Step): CommandOffer | undefined {
    const saved = this.savedOf(step);
    if (saved && !step.on) return this.chain.offer.find(step.do!, [saved.kind]);
    const role = step.as!.split('@')[0]!;
    return this.chain.offer.find(step.do!, step.on ? partsMeant(step.on, role) : ['incident-report', 'police-report']);
  }

  private async target(step: Step, offer: CommandOffer): Promise<string> {
    if (offer.path.startsWith('/v1/cases/')) return this.world.partId('incident-report', 'report');
    const saved = this.savedOf(step);
    if (saved && !step.on) return saved.part;
    if (!step.on && !isCreation(step.do!)) return this.world.partId('incident-report', 'report');
    const kind = (['incident-report', 'police-report', 'file', 'halt-referral', 'claim'] as const).find(
      (known) => known === offer.part,
    );
    const [meant] = partsMeant(step.on ?? 'report', step.as!.split('@')[0]!);
    return this.world.partId(kind ?? meant ?? 'incident-report', step.on ?? 'report');
  }

  private savedOf(step: Step): Saved | undefined {
    const save = textOf(step.with?.event);
    return save ? this.world.saved.get(save) : undefined;
  }

  private actor(step: Step): string {
    return this.world.naming.person(step.as!);
  }

  private keepRefusal(actor: string, answer: Answer, save: string | undefined): void {
    this.world.hits.learn(answer, save);
    this.world.refusals.set(actor, [...(this.world.refusals.get(actor) ?? []), answer.raw]);
  }

  /** Tells what followed: the events of the command itself and, when traced, those of everybody else. */
  private async tell(answer: Answer): Promise<void> {
    const own = objectsIn(isObject(answer.json) ? answer.json.events : undefined);
    let followed = own.map(({ id, type }) => ({ id: textOf(id) ?? '', type: textOf(type) ?? '', occurredAt: '' }));
    if (this.options.trace) {
      await this.chain.quiet();
      const readers = [...(await this.world.views()).keys()];
      const timelines = await Promise.all(readers.map((reader) => this.world.timeline(reader)));
      followed = [...followed, ...timelines.flatMap((timeline) => timeline ?? [])];
    }
    const fresh = [
      ...new Map(followed.filter(({ id }) => !this.seen.has(id)).map((event) => [event.id, event])).values(),
    ];
    fresh.forEach(({ id }) => this.seen.add(id));
    if (fresh.length > 0) this.options.out(`    -> ${fresh.map(({ type }) => type).join(', ')}`);
  }

  private async expectations(step: Step): Promise<void> {
    const expectations = new Expectations(this.chain, this.world);
    for (const kind of expectationKinds) {
      const count = Expectations.count(step.expect!, kind);
      if (count === 0) continue;
      if (!this.options.checked(kind)) {
        this.leaveOut(kind, count);
        continue;
      }
      this.result.checks += count;
      const faults = await expectations.faults(step.expect!, kind);
      if (faults.length > 0)
        this.fail(
          step,
          faults.map((fault) => this.world.naming.told(fault)),
        );
      else this.options.out(`    ${kind}: as expected`);
    }
  }

  private leaveOut(kind: CheckKind, count: number): void {
    this.leftOut[kind] = (this.leftOut[kind] ?? 0) + count;
  }

  private fail(step: Step, lines: readonly string[]): void {
    const place = `step ${this.scenario.steps.indexOf(step) + 1} (${step.at} ${step.as ?? ''} ${step.do ?? 'expect'})`;
    const [first = '', ...rest] = lines.flatMap((line) => line.split('\n'));
    this.result.failures.push([`${place}: ${first}`, ...rest].join('\n'));
    this.options.out(`    FAILED: ${[first, ...rest].join('\n            ')}`);
  }
}

const refusalKindOf = (status: number): RefusalKind | undefined =>
  (({ 400: 'invalid', 422: 'invalid', 403: 'forbidden', 404: 'not-found', 409: 'conflict' }) as const)[status];

function reasonOf(answer: Answer): string {
  const detail = isObject(answer.json) ? textOf(answer.json.detail) : undefined;
  return detail ? ` (${detail})` : '';
}
