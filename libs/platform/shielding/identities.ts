import type { Identity } from '../leak-guard/index.js';

/** What identifies a victim: it goes to the vault, whoever asks for what, and nowhere else. */
export const identityMembers = ['name', 'birthDate', 'address', 'phone', 'email'] as const;

/** Where the vault tells who a victim is. */
export const identityAddress = (caseId: string, victim: string): string => `/v1/cases/${caseId}/identities/${victim}`;

/** What stands in the journal instead of a name. */
export const inTheVault = '(in the vault)';

/** One victim as a body names it: by the client's own reference, with who it is. */
export interface NamedIdentity {
  ref: string;
  identity: Identity;
  /** Wants to report under number. */
  wish: boolean;
}

interface WithVictims {
  victims?: unknown;
}

/** The body as it may be kept, and the identities that were in it. */
export interface Apart {
  kept: object;
  identities: NamedIdentity[];
}

/** Takes the identities of victims out of the body of a command that names them. */
export function setApart(body: object): Apart {
  const { victims } = body as WithVictims;
  if (!Array.isArray(victims)) return { kept: body, identities: [] };
  const identities: NamedIdentity[] = [];
  const kept = victims.map((victim: unknown) => {
    if (typeof victim !== 'object' || victim === null) return victim;
    const members = Object.entries(victim);
    const identity = Object.fromEntries(members.filter(([member]) => isOfIdentity(member)));
    const rest = Object.fromEntries(members.filter(([member]) => !isOfIdentity(member)));
    const { ref, wantsReportUnderNumber } = rest as { ref?: unknown; wantsReportUnderNumber?: unknown };
    // What was read back from the journal says nothing new.
    if (typeof ref === 'string' && typeof identity.name === 'string' && identity.name !== inTheVault) {
      identities.push({ ref, identity: identity as unknown as Identity, wish: wantsReportUnderNumber !== undefined });
    }
    return { ...rest, name: inTheVault };
  });
  return { kept: { ...body, victims: kept }, identities };
}

const isOfIdentity = (member: string): boolean => identityMembers.some((one) => one === member);

/** The identifier of a victim: the same whenever the entry that brought the victim in is decided again. */
export const victimIdOf = (newId: (name: string) => string, ref: string): string => newId(`victim:${ref}`);
