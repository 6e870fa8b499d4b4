import { randomUUID } from 'node:crypto';
import type { PartKind } from '../../libs/contract/index.js';
import type { References } from './body.js';
import { partIn, readCaseFile, readersOf, subjectOf, type CaseView, type PartView } from './case-view.js';
import { itemsOf, type Chain } from './chain.js';
import type { Answer } from './client.js';
import { Hits } from './hits.js';
import { isObject, objectsIn, textOf } from './json.js';
import type { Naming } from './naming.js';

export interface KnownCase {
  id: string;
  /** Who created it. */
  creator: string;
}

export interface Saved {
  event: string;
  kind: PartKind;
  part: string;
  /** The references that the step created. */
  created: ReadonlySet<string>;
}

/** An entry of a part: what a command made, readable in its collection. */
export interface Entry {
  kind: PartKind;
  part: string;
  id: string;
}

/** What one play of a scenario has brought about in the system, and how its references are called there. */
export class World {
  readonly cases: KnownCase[] = [];
  readonly saved = new Map<string, Saved>();
  readonly entries: Entry[] = [];
  readonly hits = new Hits();
  /** What refusals told, per reader: searched for what must stay hidden. */
  readonly refusals = new Map<string, string[]>();
  private readonly identifiers = new Map<string, string>();
  private readonly partIds = new Map<string, PartView>();

  constructor(
    private readonly chain: Chain,
    readonly naming: Naming,
  ) {}

  get case(): KnownCase | undefined {
    return this.cases.at(-1);
  }

  known(reference: string): string | undefined {
    return this.identifiers.get(reference);
  }

  /** What an accepted command answers: the case, the part, and what its references became. */
  learn(actor: string, answer: Answer, save: string | undefined): void {
    if (!isObject(answer.json)) return;
    const { caseId, created, part, id, events } = answer.json;
    if (typeof caseId === 'string' && !this.cases.some((known) => known.id === caseId))
      this.cases.push({ id: caseId, creator: actor });
    const references = Object.entries(isObject(created) ? created : {});
    const fresh = new Set(references.map(([reference]) => reference).filter((one) => !this.identifiers.has(one)));
    for (const [reference, identifier] of references)
      if (typeof identifier === 'string') this.identifiers.set(reference, identifier);
    if (!isObject(part) || typeof part.id !== 'string') return;
    const kind = part.kind as PartKind;
    if (typeof id === 'string') this.entries.push({ kind, part: part.id, id });
    const event = textOf(objectsIn(events)[0]?.id);
    if (save && event) this.saved.set(save, { event, kind, part: part.id, created: fresh });
  }

  /** The case file as everybody sees it who has a part in the case. */
  async views(): Promise<Map<string, CaseView>> {
    const views = new Map<string, CaseView>();
    const asked = new Set<string>();
    let readers = this.case ? [this.case.creator] : [];
    while (readers.length > 0) {
      readers.forEach((reader) => asked.add(reader));
      const seen = await Promise.all(readers.map((reader) => this.viewOf(reader)));
      seen.forEach((view, index) => {
        if (view) views.set(readers[index]!, view);
      });
      const parties = [...views.values()].flatMap(readersOf);
      readers = [...new Set(parties)].filter((reader) => !asked.has(reader));
    }
    return views;
  }

  private async viewOf(reader: string): Promise<CaseView | undefined> {
    const answer = await this.chain.client.get(reader, `/v1/cases/${this.case!.id}`);
    return answer.status === 200 ? readCaseFile(answer.json) : undefined;
  }

  /** The part of this kind about this party or strand, as anybody sees it. */
  async findPart(kind: PartKind, reference: string | undefined): Promise<PartView | undefined> {
    const about = reference === undefined ? undefined : (this.known(reference) ?? reference);
    const key = `${this.case?.id} ${kind} ${about ?? ''}`;
    const kept = this.partIds.get(key);
    if (kept || !this.case) return kept;
    for (const view of (await this.views()).values()) {
      const part = partIn(view, kind, about);
      if (part) this.partIds.set(key, part);
    }
    return this.partIds.get(key);
  }

  /**
   * The identifier to address. A part that nobody sees gets one that does not exist, so that the refusal is
   * the API's own; a strand has its suspect's identifier wherever it is.
   */
  async partId(kind: PartKind, on: string): Promise<string> {
    if (kind === 'incident-report') return this.case?.id ?? randomUUID();
    const reference = subjectOf(on)?.reference;
    const ofStrand = kind === 'file' || kind === 'halt-referral';
    if (ofStrand && reference) return this.known(reference) ?? randomUUID();
    if (subjectOf(on)?.kind === 'strand') return (await this.anyPart(kind)) ?? randomUUID();
    return (await this.findPart(kind, reference))?.id ?? randomUUID();
  }

  private async anyPart(kind: PartKind): Promise<string | undefined> {
    const views = this.case ? [...(await this.views()).values()] : [];
    return views.flatMap(({ parts }) => parts).find((part) => part.kind === kind)?.id;
  }

  /** References for a body, with all that had to be asked for it asked. */
  async references(
    persons: readonly string[],
    claims: readonly string[],
    corrected?: Saved,
    hit: References['hit'] = (name) => name,
  ): Promise<References> {
    const subjects = new Map<string, string>();
    for (const name of persons) subjects.set(name, await this.chain.subjectOf(this.naming.person(name)));
    const claimIds = new Map<string, string>();
    for (const party of claims) {
      const claim = await this.findPart('claim', party);
      if (claim) claimIds.set(party, claim.id);
    }
    return {
      known: (reference) => this.known(reference),
      knownBefore: (reference) => (corrected?.created.has(reference) ? undefined : this.known(reference)),
      claim: (party) => claimIds.get(party) ?? this.known(party) ?? party,
      person: (name) => subjects.get(name) ?? name,
      event: (save) => this.saved.get(save)?.event ?? save,
      hit,
    };
  }

  /** The events of the case in order of happening, as this reader gets them; undefined where there is no case for it. */
  async timeline(reader: string): Promise<{ id: string; type: string; occurredAt: string }[] | undefined> {
    if (!this.case) return undefined;
    const answers = await this.chain.pages(reader, `/v1/cases/${this.case.id}/events?limit=100`);
    if (answers[0]?.status !== 200) return undefined;
    return itemsOf(answers).map((item) => ({
      id: textOf(item.id) ?? '',
      type: textOf(item.type) ?? '',
      occurredAt: textOf(item.occurredAt) ?? '',
    }));
  }

  /** The types of the events of this scenario's cases in this reader's feed. */
  async notified(reader: string): Promise<string[]> {
    const types: string[] = [];
    for (const { id } of this.cases) {
      const answers = await this.chain.pages(reader, `/v1/events?case=${id}&limit=100`);
      types.push(...itemsOf(answers).map(({ type }) => textOf(type) ?? ''));
    }
    return types;
  }
}
