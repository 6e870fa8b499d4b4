import type { Scenario } from './scenario.js';

/**
 * Scenarios are played more than once on a long-lived system: what a scenario brings along (organisations,
 * external references) gets a name of its own per play. Organisations that always exist keep theirs.
 */
export class Naming {
  constructor(
    private readonly own: ReadonlySet<string>,
    readonly suffix: string,
  ) {}

  static of(scenario: Scenario, suffix: string): Naming {
    return new Naming(new Set(Object.keys(scenario.organisations)), suffix);
  }

  organisation(code: string): string {
    return this.own.has(code) ? `${code}-${this.suffix}` : code;
  }

  /** `role@organisation` with, optionally, `#2`. */
  person(name: string): string {
    const [, role, organisation, second = ''] = /^([^@]+)@([^#]+)(#\d+)?$/.exec(name) ?? [];
    return role && organisation ? `${role}@${this.organisation(organisation)}${second}` : name;
  }

  externalReference(reference: string): string {
    return `${reference}-${this.suffix}`;
  }

  /** As the scenario itself says it, for printing. */
  told(text: string): string {
    return text.replaceAll(`-${this.suffix}`, '');
  }
}
