/** What a canary stands in for. */
export type CanaryKind = 'victim' | 'suspect';

/** A datum that occurs once in the world: where it turns up, it came from the field that it was put in. */
export interface Canary {
  kind: CanaryKind;
  /** Which field of whom in which scenario: what may be printed when it is found. */
  label: string;
  text: string;
  shape: 'word' | 'phone' | 'postcode' | 'date';
  /** Told on purpose in a text of the scenario too: `open` where that may stand, `asked` until a number is asked for. */
  toldInText?: 'open' | 'asked';
  /** The scenario that it was put in. */
  scenario: string;
}
