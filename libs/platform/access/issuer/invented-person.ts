import { type OrganisationType, type Role, roles, rolesOfOrganisationType } from '../../../contract/index.js';

/** A person of the embedded default: one per role, organisation and number, none of them real. */
export interface InventedPerson {
  id: string;
  role: Role;
  organisation: string;
}

export type FindOrganisation = (code: string) => Promise<{ code: string; type: OrganisationType } | undefined>;

/** `role@organisation`, or `role@organisation#2` for another person in the same role. */
const pattern = /^([a-z_]{1,40})@([A-Za-z0-9_.-]{1,60})(?:#[1-9])?$/;

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** The person of this id, when the organisation exists and has people in this role. */
export const findPerson = async (
  id: string,
  findOrganisation: FindOrganisation,
): Promise<InventedPerson | undefined> => {
  const [, role = '', code = ''] = pattern.exec(id) ?? [];
  if (!isRole(role)) return undefined;
  const organisation = await findOrganisation(code);
  if (!organisation || !rolesOfOrganisationType[organisation.type].includes(role)) return undefined;
  return { id, role, organisation: organisation.code };
};
