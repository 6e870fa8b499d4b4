import { setTimeout as pause } from 'node:timers/promises';
import { policeUnits, sectors, municipalities } from '../../libs/contract/law/regions.js';
import { Random } from '../../scripts/chaos/random.js';
import { Offer } from '../../scripts/scenario/offer.js';
import { YearClient } from './client.js';
import { ofYear } from './figures.js';
import { PlayedCase, Refused, type Play } from './played-case.js';

const hands = 32;
const betweenTriesMs = 20;
const betweenWordsMs = 10_000;
const dayMs = 86_400_000;
/** How late something is done at most because the next agency has not heard. */
const mostLate = 14 * dayMs;
const begin = Date.parse('2014-01-01T08:00:00Z');
const daysInYear = 365;
const employerCount = 96;
const administrator = 'administrator@operator';
/** Fewer cases than this in one go would measure how long one case waits for an answer. */
const casesAtATime = 60;
/** Of the cases: more that cannot be played to their end are a fault of the year, not of a case. */
const mostRefused = 0.01;

export interface Played {
  cases: number;
  commands: number;
  refused: number;
  heldBack: number;
}

/** Plays so many incidents, spread over a year, with all that follows from them; the clock goes along. */
export class Year {
  private readonly refused: string[] = [];
  private tellAt = 0;

  private constructor(
    private readonly play: Play,
    private readonly incidents: number,
  ) {}

  static async at(api: string, issuer: string, incidents: number): Promise<Year> {
    const client = new YearClient(api, issuer, hands);
    const document = await client.send(administrator, 'GET', '/v1/openapi.json');
    const year = new Year({ client, offer: Offer.from(await document.json()), now: begin, commands: 0 }, incidents);
    await year.prepare();
    return year;
  }

  async pass(): Promise<Played> {
    const begun = this.cases();
    const tick = Math.max(1, Math.round((casesAtATime * daysInYear) / this.incidents)) * dayMs;
    const open = new Set<PlayedCase>();
    for (let next = begun.next(); open.size > 0 || next.done !== true;) {
      await this.setClock(this.play.now + tick);
      for (; next.done !== true && next.value.begins <= this.play.now; next = begun.next()) open.add(next.value);
      await this.goOn(open);
      this.tell(open.size);
      await this.catchUp(open, Math.max(tick / 2, mostLate));
    }
    const { client, commands } = this.play;
    return { cases: this.incidents, commands, refused: this.refused.length, heldBack: client.heldBack };
  }

  async isQuiet(): Promise<boolean> {
    const { json } = await this.play.client.send(administrator, 'GET', '/v1/clock?quiet=true');
    const { quiet, parked } = (await json()) as { quiet: boolean; parked: number };
    if (parked > 0) throw new Error(`${String(parked)} letters were parked`);
    return quiet;
  }

  close(): Promise<void> {
    return this.play.client.close();
  }

  /** Organisations, and the people whom others name. */
  private async prepare(): Promise<void> {
    const { client } = this.play;
    await this.setClock(begin);
    for (const code of employers) {
      const index = employers.indexOf(code);
      const { status } = await client.send(administrator, 'PUT', `/v1/organisations/${code}`, {
        type: 'employer',
        name: code,
        sector: sectors[index % sectors.length]?.code ?? '',
        municipality: municipalities[index % municipalities.length]?.code ?? '',
      });
      if (status >= 300) throw new Error(`the employer ${code} is not accepted: ${String(status)}`);
    }
    for (const { code, prosecutorsOffice } of policeUnits) {
      await client.known(`assistant_prosecutor@${code}`);
      await client.known(`public_prosecutor@${prosecutorsOffice}`);
    }
  }

  private *cases(): Generator<PlayedCase, void> {
    const random = new Random(1, 'year');
    const days = daysInYear - 1 + ofYear('peak');
    for (let serial = 0; serial < this.incidents; serial += 1) {
      const own = random.of(String(serial));
      // The first day is the one of unrest, with as many cases as ten others.
      const day = Math.max(0, (serial / this.incidents) * days - ofYear('peak') + 1);
      yield new PlayedCase(begin + day * dayMs, `Y-${String(serial)}`, own.pick(employers), own);
    }
  }

  /** The clock does not run away from cases in which the next agency has not heard yet. */
  private async catchUp(open: Set<PlayedCase>, late: number): Promise<void> {
    const latest = this.play.now - late;
    while ([...open].some(({ due }) => due < latest)) {
      await pause(betweenTriesMs);
      await this.goOn(open);
    }
  }

  private async goOn(open: Set<PlayedCase>): Promise<void> {
    const { play } = this;
    const due = [...open].filter((one) => one.due <= play.now);
    const hand = async (): Promise<void> => {
      for (let one = due.pop(); one; one = due.pop()) {
        try {
          await one.goOn(play);
          if (one.isOver) open.delete(one);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          open.delete(one);
          this.refuse(error.message);
        }
      }
    };
    await Promise.all(Array.from({ length: hands }, hand));
  }

  /** Now and then, of a year that may take hours. */
  private tell(open: number): void {
    if (performance.now() < this.tellAt) return;
    this.tellAt = performance.now() + betweenWordsMs;
    const date = new Date(this.play.now).toISOString().slice(0, 10);
    console.error(`year: ${date}, ${String(this.play.commands)} commands, ${String(open)} cases open`);
  }

  private refuse(words: string): void {
    this.refused.push(words);
    console.error(`broken off: ${words}`);
    if (this.refused.length > Math.max(5, this.incidents * mostRefused))
      throw new Error(`too much of the year is refused:\n${this.refused.slice(-5).join('\n')}`);
  }

  private async setClock(moment: number): Promise<void> {
    const { status } = await this.play.client.send(administrator, 'PUT', '/v1/clock', {
      now: new Date(moment).toISOString(),
    });
    if (status >= 300) throw new Error(`the clock cannot be set: ${String(status)}`);
    this.play.now = moment;
  }
}

const employers = Array.from({ length: employerCount }, (_, index) => `year-employer-${String(index + 1)}`);
