/** The contexts: one per agency or duty. Each owns a PostgreSQL schema and a database role of this name. */
export const contexts = [
  'employer',
  'police',
  'prosecution',
  'halt',
  'recovery',
  'vault',
  'agreements',
  'casefile',
] as const;
export type ContextName = (typeof contexts)[number];

/** The contexts that produce events: those that change cases, the vault, and the agreements on them. */
export const producers = ['employer', 'police', 'prosecution', 'halt', 'recovery', 'vault', 'agreements'] as const;
export type Producer = (typeof producers)[number];

/** In which quality an organisation is party to a case. */
export const partyKinds = ['employer', 'police', 'om', 'halt', 'recovery'] as const;
export type PartyKind = (typeof partyKinds)[number];

export const roles = [
  'employer_contact',
  'police_officer',
  'police_liaison',
  'assistant_prosecutor',
  'public_prosecutor',
  'om_liaison',
  'victim_desk',
  'halt_coordinator',
  'recovery_officer',
  'region_lead',
  'analyst',
  'auditor',
  'machine',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** The quality in which each role reads a case; roles without one are party to no case. */
export const partyKindOfRole: Partial<Record<Role, PartyKind>> = {
  employer_contact: 'employer',
  police_officer: 'police',
  police_liaison: 'police',
  assistant_prosecutor: 'police',
  public_prosecutor: 'om',
  om_liaison: 'om',
  victim_desk: 'om',
  halt_coordinator: 'halt',
  recovery_officer: 'recovery',
};

export const organisationTypes = [
  'employer',
  'police_unit',
  'prosecutors_office',
  'halt_office',
  'vpt_region',
  'ministry',
  'operator',
] as const;
export type OrganisationType = (typeof organisationTypes)[number];

/** Which roles people of an organisation can hold. An auditor is at each. */
export const rolesOfOrganisationType: Record<OrganisationType, readonly Role[]> = {
  employer: ['employer_contact', 'recovery_officer', 'auditor', 'machine'],
  police_unit: ['police_officer', 'police_liaison', 'assistant_prosecutor', 'auditor', 'machine'],
  prosecutors_office: ['public_prosecutor', 'om_liaison', 'victim_desk', 'auditor', 'machine'],
  halt_office: ['halt_coordinator', 'auditor', 'machine'],
  vpt_region: ['region_lead', 'auditor'],
  ministry: ['analyst', 'auditor'],
  operator: ['administrator', 'auditor'],
};
