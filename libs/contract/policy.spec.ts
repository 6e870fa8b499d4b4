import { describe, expect, it } from '@jest/globals';
import { commandsByRole, partsKnownTo } from './testing/policy-by-hand.js';
import { partKinds, type PartKind } from './events/index.js';
import { knownTo, mayCommand, policy, readers } from './policy.js';
import { partyKindOfRole, partyKinds, roles, rolesOfOrganisationType, type Role } from './roles.js';

const commandsOf = (kind: PartKind): string[] =>
  [...new Set([...Object.keys(policy[kind]), ...Object.values(commandsByRole[kind]).flat()])].sort();

const cells = partKinds.flatMap((kind) =>
  commandsOf(kind).flatMap((command) => roles.map((role) => [role, command, kind] as const)),
);

describe('the policy', () => {
  it.each(cells)('%s gives %s on %s only where the lifecycles say so', (role, command, kind) => {
    expect(mayCommand(kind, command, role)).toBe(commandsByRole[kind][role]?.includes(command) ?? false);
  });

  it('opens nothing to roles that are party to no case', () => {
    const given = Object.values<Record<string, readonly Role[]>>(policy).flatMap((commands) =>
      Object.values(commands).flat(),
    );
    for (const role of new Set(given)) expect([role, partyKindOfRole[role]]).toEqual([role, expect.any(String)]);
    for (const role of Object.values(readers).flat())
      expect([role, partyKindOfRole[role]]).toEqual([role, expect.any(String)]);
  });

  it('denies what it does not name', () => {
    for (const role of roles) {
      expect(mayCommand('police-report', 'burnPoliceReport', role)).toBe(false);
      expect(mayCommand('police-report', 'constructor', role)).toBe(false);
      expect(mayCommand('police-report', 'toString', role)).toBe(false);
    }
  });

  it.each(partyKinds)('lets %s know of the parts whose making it may see', (kind) => {
    expect(partKinds.filter((part) => knownTo[part].includes(kind))).toEqual(partsKnownTo[kind]);
  });

  it('lets nobody read a part whole who may not know of it', () => {
    for (const part of partKinds)
      for (const role of readers[part]) expect(knownTo[part]).toContain(partyKindOfRole[role]);
  });

  it('lets everybody who may give a command know of the part', () => {
    for (const part of partKinds)
      for (const role of Object.values<readonly Role[]>(policy[part]).flat())
        expect(knownTo[part]).toContain(partyKindOfRole[role]);
  });

  it('has each role at some kind of organisation', () => {
    const held = new Set(Object.values(rolesOfOrganisationType).flat());
    expect(roles.filter((role) => !held.has(role))).toEqual([]);
  });
});
