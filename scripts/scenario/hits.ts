import type { Chain } from './chain.js';
import type { Answer } from './client.js';
import { isObject, objectsIn, textOf } from './json.js';

/** A text that the leak guard stopped or took out, and where it stood. */
export interface HitSeen {
  id: string;
  pointer: string;
}

/** What a scenario calls a hit: the name that the refused step saved, where the text stood, or the only one there is. */
export class Hits {
  private readonly refused: HitSeen[] = [];
  private readonly saved = new Map<string, string>();

  /** Of an answer that refuses a text, the hits that it names. */
  learn(answer: Answer, save: string | undefined): void {
    const errors = objectsIn(isObject(answer.json) ? answer.json.errors : undefined);
    const hits = errors.flatMap(({ hit, pointer }) =>
      typeof hit === 'string' ? [{ id: hit, pointer: textOf(pointer) ?? '' }] : [],
    );
    this.refused.push(...hits);
    const [first] = hits;
    if (save && first) this.saved.set(save, first.id);
  }

  /** The hits of a police report that wait for a decision, as this reader gets them, and those that refusals told of. */
  async open(chain: Chain, reader: string, policeReport: string): Promise<(name: string) => string> {
    const answer = await chain.client.get(reader, `/v1/police-reports/${policeReport}/guard-hits`);
    const items = answer.status === 200 && isObject(answer.json) ? objectsIn(answer.json.items) : [];
    const waiting = items.map(({ id, pointer }) => ({ id: textOf(id) ?? '', pointer: textOf(pointer) ?? '' }));
    return (name) => this.saved.get(name) ?? standingAt(name, waiting) ?? standingAt(name, this.refused) ?? name;
  }
}

const standingAt = (name: string, hits: readonly HitSeen[]): string | undefined =>
  (
    hits.findLast(({ pointer }) => pointer === name || pointer.endsWith(`/${name}`)) ??
    (isIdentifier(name) ? undefined : hits.at(-1))
  )?.id;

const isIdentifier = (name: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(name);
