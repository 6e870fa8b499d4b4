import { LRUCache } from 'lru-cache';
import type { Person } from '../casework/case-context.js';
import type { Database } from '../persistence/database.js';
import { OrganisationEntity, PersonEntity } from '../persistence/entities.js';

const remembered = { max: 20_000, ttl: 60_000 };

/** Organisations and people as the chain knows them. What is found is remembered for a minute. */
export class Directory {
  private readonly organisations = new LRUCache<string, OrganisationEntity>(remembered);
  private readonly people = new LRUCache<string, Person>(remembered);

  constructor(private readonly database: Database) {}

  async organisation(code: string): Promise<OrganisationEntity | undefined> {
    const known = this.organisations.get(code);
    if (known) return known;
    const found = await this.database.repository(OrganisationEntity).findOneBy({ code });
    if (found) this.organisations.set(code, found);
    return found ?? undefined;
  }

  async person(id: string): Promise<Person | undefined> {
    const known = this.people.get(id);
    if (known) return known;
    const found = await this.database.repository(PersonEntity).findOneBy({ id });
    if (found) this.people.set(id, found);
    return found ?? undefined;
  }

  /** Keeps who showed a token, so that colleagues can name this person in a command. */
  async remember(person: Person): Promise<void> {
    const known = this.people.get(person.id);
    if (known && same(known, person)) return;
    await this.database.query({
      name: 'directory-remember',
      text: `insert into access.person (id, organisation, roles, designated_for_halt) values ($1, $2, $3, $4)
             on conflict (id) do update set organisation = excluded.organisation, roles = excluded.roles,
               designated_for_halt = excluded.designated_for_halt, seen_at = clock_timestamp()`,
      values: [person.id, person.organisation, person.roles, person.designatedForHalt],
    });
    this.people.set(person.id, person);
  }
}

const same = (one: Person, other: Person): boolean =>
  one.organisation === other.organisation &&
  one.designatedForHalt === other.designatedForHalt &&
  one.roles.join() === other.roles.join();
