import { haltOfficeOf, policeUnits } from '../../libs/contract/law/regions.js';
import { rolesOfOrganisationType, type OrganisationType } from '../../libs/contract/index.js';
import { crawl } from '../../scripts/scenario/crawl.js';
import { type Naming } from '../../scripts/scenario/naming.js';
import type { Scenario } from '../../scripts/scenario/scenario.js';
import type { World } from '../../scripts/scenario/world.js';
import type { WatchedSystem } from './play.js';

/** Every role of every organisation that has to do with a scenario, and some of those that have not. */
export function readersOf(scenario: Scenario, naming: Naming): string[] {
  const actors = scenario.steps.flatMap(({ as, with: body }) => [as, body?.prosecutor, body?.to]);
  const persons = actors.filter((actor): actor is string => typeof actor === 'string' && actor.includes('@'));
  const codes = new Set(persons.map((person) => /@([^#]+)/.exec(person)?.[1] ?? ''));
  const units = policeUnits.filter(({ code, prosecutorsOffice }) => codes.has(code) || codes.has(prosecutorsOffice));
  const stranger = policeUnits.find((unit) => !units.includes(unit))!;
  const everywhere = units.flatMap((unit) => [
    ...rolesAt('police_unit', unit.code),
    ...rolesAt('prosecutors_office', unit.prosecutorsOffice),
    ...rolesAt('halt_office', haltOfficeOf(unit.code)),
    ...rolesAt('vpt_region', `VPT-${unit.code}`),
  ]);
  const strangers = [
    `police_officer@${stranger.code}`,
    `assistant_prosecutor@${stranger.code}`,
    `public_prosecutor@${stranger.prosecutorsOffice}`,
    `victim_desk@${stranger.prosecutorsOffice}`,
    `halt_coordinator@${haltOfficeOf(stranger.code)}`,
  ];
  const employers = Object.keys(scenario.organisations).flatMap((code) =>
    rolesAt('employer', naming.organisation(code)),
  );
  const above = [...rolesAt('ministry', 'ministry'), ...rolesAt('operator', 'operator')];
  const named = persons.map((person) => naming.person(person));
  return [...new Set([...named, ...employers, ...everywhere, ...strangers, ...above])];
}

const rolesAt = (type: OrganisationType, organisation: string): string[] =>
  rolesOfOrganisationType[type].map((role) => `${role}@${organisation}`);

/** Fetches every page of the cases of a scenario as everybody; what comes is looked at as it comes. */
export async function turnEveryPage(
  system: WatchedSystem,
  world: World,
  scenario: Scenario,
  identities: readonly string[],
): Promise<void> {
  for (const reader of readersOf(scenario, world.naming)) {
    await crawl(system.chain, world, reader);
    await Promise.all(identities.map((path) => system.chain.client.get(reader, path)));
  }
}

/** Where it is told who somebody is, of all people of these cases. */
export async function identityPages(system: WatchedSystem, world: World): Promise<string[]> {
  const cases = world.cases.map(({ id }) => id);
  const people = await system.rows.query<{ path: string }>(
    `select format('/v1/cases/%s/identities/%s', case_id, victim) as path
     from vault.identity where case_id = any ($1::uuid[])
     union all
     select format('/v1/cases/%s/suspects/%s', case_id, suspect ->> 'id')
     from police.case_record, jsonb_array_elements(state -> 'suspects') suspect where case_id = any ($1::uuid[])`,
    [cases],
  );
  return people.map(({ path }) => path);
}
