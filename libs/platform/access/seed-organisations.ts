import type { OrganisationType } from '../../contract/index.js';
import { haltOfficeOf, policeUnits } from '../../contract/law/regions.js';
import type { Database } from '../persistence/database.js';
import { OrganisationEntity } from '../persistence/entities.js';

interface Seed {
  code: string;
  type: OrganisationType;
  name: string;
}

/** The organisations that are there from the start: units, offices, Halt offices, the ministry and the operator. */
export const seedOrganisations: Seed[] = [
  ...policeUnits.flatMap((unit): Seed[] => [
    { code: unit.code, type: 'police_unit', name: `Politie ${unit.name}` },
    {
      code: unit.prosecutorsOffice,
      type: 'prosecutors_office',
      name: `Arrondissementsparket ${unit.prosecutorsOffice}`,
    },
    { code: haltOfficeOf(unit.code), type: 'halt_office', name: `Halt ${unit.name}` },
    // The areas of the VPT regions were not read: until they are loaded, one per unit.
    { code: `VPT-${unit.code}`, type: 'vpt_region', name: `VPT-regio ${unit.name}` },
  ]),
  { code: 'ministry', type: 'ministry', name: 'Ministerie' },
  { code: 'operator', type: 'operator', name: 'Beheerder van de keten' },
];

export async function seed(database: Database): Promise<void> {
  await database
    .repository(OrganisationEntity)
    .createQueryBuilder()
    .insert()
    .values(seedOrganisations)
    .orIgnore()
    .execute();
}
