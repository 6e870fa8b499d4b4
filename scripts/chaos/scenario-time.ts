import { told, type Caller } from './caller.js';

export const administrator = 'administrator@operator';
const begin = Date.parse('2016-03-01T09:00:00+01:00');

/** The clock of the system, which only we move. */
export class ScenarioTime {
  now = begin;

  constructor(private readonly caller: Caller) {}

  async set(moment: number): Promise<void> {
    const body = { now: new Date(moment).toISOString() };
    const reply = await this.caller.send(administrator, { method: 'PUT', path: '/v1/clock', body });
    if (reply.status !== 200) throw new Error(`the clock cannot be set: ${told(reply)}`);
    this.now = moment;
  }
}
