import type { OrganisationType, Producer, Role } from '../contract/index.js';
import type { RetentionStage } from '../platform/casework/retained.js';
import data from './retention.json' with { type: 'json' };

type LaterStage = Exclude<RetentionStage, 'in_use'>;

interface Source {
  source: string;
  mark: 'verified' | 'attested' | 'assumed';
}

/** How long one context may use a case. */
export interface RetentionRule {
  context: Producer;
  /** To whom the destruction is told in the access log. */
  owner: OrganisationType;
  countsFrom: 'first_processing' | 'last_processing' | 'end';
  /** The states in which a part of this context has ended, where that is what counts. */
  endStates?: readonly string[];
  /** After how many months each stage begins; a stage that is not named is not there. */
  months: Partial<Record<LaterStage, number>>;
  /** The roles that read the case while its use is limited. */
  limitedTo: readonly Role[];
  sources: Partial<Record<LaterStage | 'limitedTo', Source>>;
}

/** A context whose data are kept for as long as any other may use the case. */
export interface Follower {
  context: Producer;
  owner: OrganisationType;
  source: string;
}

export const rules = data.rules as readonly RetentionRule[];
export const followers = data.followers as readonly Follower[];

/** The members of states and inputs that hold what a person wrote, or who somebody is. */
export const overwritten: ReadonlySet<string> = new Set(data.overwritten);
