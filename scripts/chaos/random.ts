import { createHash } from 'node:crypto';

/** Chance that is the same for the same seed and the same name, whatever else is drawn meanwhile. */
export class Random {
  private state: number;

  constructor(
    private readonly seed: number,
    private readonly name = '',
  ) {
    this.state = createHash('sha256')
      .update(`${String(seed)} ${name}`)
      .digest()
      .readUInt32LE(0);
  }

  /** Another chance, of its own. */
  of(name: string): Random {
    return new Random(this.seed, `${this.name}/${name}`);
  }

  /** From 0, up to but not including 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Thing>(things: readonly Thing[]): Thing {
    const picked = things[this.whole(0, things.length - 1)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** One of these, each with its weight; undefined where none has any. */
  weighed<Thing>(things: readonly Thing[], weightOf: (thing: Thing) => number): Thing | undefined {
    const total = things.reduce((sum, thing) => sum + weightOf(thing), 0);
    let left = this.next() * total;
    return things.find((thing) => (left -= weightOf(thing)) < 0);
  }

  /** How long until something that happens every `mean` on average. */
  interval(mean: number): number {
    return -Math.log(1 - this.next()) * mean;
  }
}
