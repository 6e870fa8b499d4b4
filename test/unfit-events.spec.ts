import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshDatabase, type TestDatabase } from './database.js';
import { incident } from './incident.js';
import { storedIn } from './stored.js';
import { employerRoutes } from '../libs/employer/api/routes.js';
import { employer } from '../libs/employer/employer.context.js';
import type { EmployerCase } from '../libs/employer/incident-report.js';
import { Directory } from '../libs/platform/access/directory.js';
import { AccessLog } from '../libs/platform/access-log/access-log.js';
import { systemClock } from '../libs/platform/clock/clock.js';
import { Database } from '../libs/platform/persistence/database.js';
import { Desk } from '../libs/platform/persistence/desk.js';
import { OrganisationEntity, PersonEntity } from '../libs/platform/persistence/entities.js';
import type { CaseContext, CommandDefinition } from '../libs/platform/casework/case-context.js';
import { CaseNumbers } from '../libs/platform/casework/case-numbers.js';
import { CommandShell } from '../libs/platform/casework/command-shell.js';
import { createShield } from '../libs/platform/shielding/shield.js';

/** An employer whose decisions let a name slip into the events. */
const careless: CaseContext<EmployerCase> = {
  ...employer,
  commands: {
    'incident-report': Object.fromEntries(
      Object.entries(employer.commands['incident-report'] ?? {}).map(([command, definition]) => [
        command,
        leaking(definition),
      ]),
    ),
  },
};

function leaking(definition: CommandDefinition<EmployerCase, never>): CommandDefinition<EmployerCase, never> {
  return {
    ...definition,
    decide(...given) {
      const drafts = definition.decide(...given);
      return Array.isArray(drafts)
        ? drafts.map((draft) => ({ ...draft, data: { ...draft.data, name: 'Tamara Veldkuil' } as never }))
        : drafts;
    },
  };
}

const person = {
  id: 'employer_contact@stadsvervoer',
  organisation: 'stadsvervoer',
  roles: ['employer_contact' as const],
  designatedForHalt: false,
};
/** No vault runs beside: nobody would take who the victims are. */
const withoutVictims = incident({ reporter: 'employer', victims: [], damages: [] });
const routeOf = (command: string) => employerRoutes.find((route) => route.command === command)!;

let database: TestDatabase;
let own: Database;
let desk: Desk;
let shells: Record<'careful' | 'careless', CommandShell<EmployerCase>>;
let rung = 0;

beforeAll(async () => {
  database = await freshDatabase();
  const entities = [OrganisationEntity, PersonEntity];
  own = await Database.connect({ schema: 'employer', url: database.as('employer'), entities });
  desk = await Desk.connect({ schema: 'employer', url: database.as('employer_desk') });
  const shell = (context: CaseContext<EmployerCase>) =>
    new CommandShell(
      { context, routes: employerRoutes },
      desk,
      new Directory(own),
      systemClock,
      new CaseNumbers(own),
      createShield('of these tests', own),
      new AccessLog((organisation, statement) => desk.query(organisation, statement), systemClock),
      () => {
        rung += 1;
      },
    );
  shells = { careful: shell(employer), careless: shell(careless) };
});

afterAll(async () => {
  await desk.close();
  await own.close();
  await database.drop();
});

describe('an event that does not fit the catalogue', () => {
  it('is refused by its producer: the command fails, and nothing is stored or told', async () => {
    const begin = { route: routeOf('submitIncidentReport'), part: '', body: withoutVictims, person };
    const begun = await shells.careful.begin(begin);
    if (begun.kind !== 'done') throw new Error(begun.kind);
    const [before, rings] = [await storedIn(database), rung];

    await expect(shells.careless.begin(begin)).rejects.toThrow(/incident-report\.submitted that does not fit/);
    const measure = {
      route: routeOf('recordEmployerMeasure'),
      part: begun.answer.part.id,
      body: { kind: 'conversation' },
      person,
    };
    await expect(shells.careless.execute(measure)).rejects.toThrow(/employer-measure\.recorded that does not fit/);
    expect([await storedIn(database), rung]).toEqual([before, rings]);

    // And nothing is left locked: the same command goes well when the event is right.
    expect((await shells.careful.execute(measure)).kind).toBe('done');
  });

  it('is refused without repeating what slipped into it', async () => {
    const begin = { route: routeOf('submitIncidentReport'), part: '', body: withoutVictims, person };
    await expect(shells.careless.begin(begin)).rejects.not.toThrow(/Tamara/);
  });
});
