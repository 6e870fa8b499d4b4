export type RefusalKind = 'not-found' | 'forbidden' | 'invalid' | 'conflict';

/** Why a command is not carried out. A value of the domain: it changes nothing and explains itself. */
export class Refusal {
  constructor(
    readonly kind: RefusalKind,
    /** Stable and machine-readable, kebab-case: `complaint-after-term`. */
    readonly code: string,
    /** For people, in English; never repeats what was sent. */
    readonly detail: string,
    /** JSON pointer to the field at fault, where there is one: `/demand/reason`. */
    readonly pointer?: string,
  ) {}
}

/** The state of the case does not allow the command. */
export const conflict = (code: string, detail: string): Refusal => new Refusal('conflict', code, detail);

/** A field breaks a rule of the domain. */
export const invalid = (pointer: string, code: string, detail: string): Refusal =>
  new Refusal('invalid', code, detail, pointer);

/** This person may not, though the role may. */
export const forbidden = (code: string, detail: string): Refusal => new Refusal('forbidden', code, detail);

export const isRefusal = (outcome: unknown): outcome is Refusal => outcome instanceof Refusal;
