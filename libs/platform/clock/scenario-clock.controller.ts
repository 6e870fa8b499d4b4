import { Body, Controller, Get, HttpCode, Inject, Put, Query } from '@nestjs/common';
import { toInstant } from '../../contract/index.js';
import { ProblemException, problem } from '../http/problem.js';
import { validateBody } from '../http/validate-body.js';
import { IsMoment } from '../http/validation.js';
import type { Database } from '../persistence/database.js';
import { scenariosBegin, scenariosEnd } from './clock.js';
import { quietness, type Quietness } from './quietness.js';

export const clockDatabaseToken = 'clock database';

class ClockBody {
  @IsMoment()
  now!: string;
}

const longestWaitForQuiet = 10_000;
const restBetweenLooks = 4;

/** The clock of scenarios; only there where the system was started with CLOCK=scenario. */
@Controller('v1/clock')
export class ScenarioClockController {
  constructor(@Inject(clockDatabaseToken) private readonly database: Database) {}

  @Put()
  @HttpCode(200)
  async set(@Body() raw: unknown): Promise<object> {
    const body = validateBody(ClockBody, raw);
    if (Array.isArray(body))
      throw new ProblemException(problem('invalid', 'The clock needs a moment.', { errors: body }));
    const now = toInstant(new Date(body.now));
    if (now < scenariosBegin || now > scenariosEnd)
      throw new ProblemException(problem('invalid', `The clock goes from ${scenariosBegin} to ${scenariosEnd}.`));
    const rows = await this.database.query<{ now: Date }>({
      text: `insert into access.clock (now) values ($1)
             on conflict (only_one) do update set now = excluded.now where access.clock.now <= excluded.now returning now`,
      values: [now],
    });
    if (rows.length === 0) throw new ProblemException(problem('conflict', 'The clock goes forward only.'));
    await this.database.query({ text: `select pg_notify('chain_clock', '')` });
    return { now };
  }

  @Get()
  async read(@Query('quiet') quiet: string | undefined): Promise<object> {
    const [row] = await this.database.query<{ now: Date }>({ text: 'select now from access.clock' });
    const now = row ? toInstant(row.now) : scenariosBegin;
    return { now, ...(quiet === 'true' ? await this.waitForQuiet() : await quietness(this.database)) };
  }

  private async waitForQuiet(): Promise<Quietness> {
    const until = Date.now() + longestWaitForQuiet;
    for (;;) {
      const found = await quietness(this.database);
      if (found.quiet || found.parked > 0 || Date.now() > until) return found;
      await new Promise((resolve) => setTimeout(resolve, restBetweenLooks));
    }
  }
}
