import Type from 'typebox';

/**
 * The building blocks of event data. No person travels: identifiers, codes, states, times, amounts,
 * ages and article numbers only. Free text cannot be expressed with these blocks, on purpose.
 */
export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
export const Moment = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
export const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
/** A short code from a closed vocabulary: organisation, municipality, ground, category. */
export const Code = Type.String({ pattern: '^[A-Za-z0-9_.-]{1,60}$' });
/** The number of a person who reports under number: seven random characters and a check character (Crockford's base 32). */
export const UnderNumber = Type.String({ pattern: '^AON-[0-9A-HJKMNP-TV-Z]{8}$' });
/** The identifier of a person in the directory; no name. */
export const PersonId = Type.String({ pattern: '^[A-Za-z0-9_.:@#|-]{1,100}$' });
export const Article = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$' });
/** Whole euro cents; at most ten million euro. */
export const Cents = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
export const Count = Type.Integer({ minimum: 0, maximum: 100_000 });
export const Age = Type.Integer({ minimum: 0, maximum: 130 });
export const Flag = Type.Boolean();

export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  Type.Unsafe<Values[number]>(Type.String({ enum: [...values] }));

/** Event data: exactly these members. */
export const data = <Properties extends Type.TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

export const optional = Type.Optional;
export const list = <Item extends Type.TSchema>(item: Item) => Type.Array(item, { maxItems: 500 });

export const incidentCategories = [
  'verbal',
  'physical',
  'threat',
  'intimidation',
  'stalking',
  'property',
  'sexual',
  'other',
] as const;
export const reporters = ['victim', 'employer'] as const;
export const lineKinds = ['material', 'immaterial', 'wages', 'other'] as const;
export const measureKinds = [
  'conversation',
  'warning_letter',
  'yellow_card',
  'red_card',
  'access_ban',
  'service_stopped',
  'damage_demand',
] as const;
export const refusalGrounds = ['not_an_offence', 'not_public_task', 'reporter_is_employer', 'other'] as const;
export const closingGrounds = ['no_suspect', 'insufficient_evidence', 'other'] as const;
export const informedBy = ['letter', 'phone', 'portal'] as const;
export const joinderWishes = ['yes', 'no', 'later'] as const;
export const domiciles = ['employer', 'home', 'other'] as const;
export const servings = ['summons', 'penal_order', 'none'] as const;
export const verdicts = ['convicted', 'acquitted', 'discharged', 'inadmissible'] as const;
export const apologies = ['letter', 'conversation', 'none'] as const;
export const haltVerdicts = ['eligible', 'needs_consent', 'not_eligible'] as const;
export const recoveryRoutes = [
  'amicable',
  'halt',
  'transaction',
  'penal_order',
  'joined',
  'civil',
  'violence_fund',
] as const;

/** Damage of one injured party: a victim, or the employer itself. Descriptions stay with the owner. */
export const Damage = data({
  party: Id,
  partyKind: oneOf(['victim', 'employer']),
  lines: list(data({ kind: oneOf(lineKinds), amountCents: Cents })),
});

export const VictimFacts = data({
  id: Id,
  publicServant: Flag,
  knownToSuspect: Flag,
  wantsReportUnderNumber: Flag,
});

/** What may travel of an incident: the facts on which the chain decides, no person. */
export const IncidentFacts = data({
  incidentAt: Moment,
  learnedAt: optional(Moment),
  municipality: Code,
  category: oneOf(incidentCategories),
  directedAtPublicTask: Flag,
  reporter: oneOf(reporters),
  /** The organisation code of the employer that is party to the case; absent at a walk-in without a known employer. */
  employer: optional(Code),
  sector: optional(Code),
  /** Identifies the employer as injured party or reporter. */
  employerParty: Id,
  victims: list(VictimFacts),
  suspects: list(data({ id: Id, known: Flag })),
  damages: list(Damage),
});

export const Sanction = data({
  fineCents: optional(Cents),
  hours: optional(Count),
  custodyDays: optional(Count),
});

/** The demand as it may be told: amounts and where it stands against guideline and BOS advice. */
export const DemandFacts = data({
  guideline: Sanction,
  vptRisePercent: Type.Integer({ minimum: 0, maximum: 1000 }),
  demanded: Sanction,
  reasonGiven: Flag,
  againstGuideline: oneOf(['above', 'equal', 'below']),
  againstBosAdvice: optional(oneOf(['above', 'equal', 'below'])),
});

export const ClaimAmount = data({ claim: Id, amountCents: Cents });

/** What the interviews of a suspect have established for a Halt referral. */
export const InterviewFacts = data({
  confessed: Flag,
  consentsToHalt: optional(Flag),
  parentConsents: optional(Flag),
  deniesOutOfConviction: optional(Flag),
  earlierHalt: optional(data({ count: Count, lastOn: optional(Day) })),
});

export const HaltReferralFacts = data({
  referrer: oneOf(['police', 'om']),
  /** The employer that is party to the case, if one is known. */
  employer: optional(Code),
  /** The Halt office that receives the referral, the unit and office of the case. */
  haltOffice: Code,
  policeUnit: Code,
  prosecutorsOffice: Code,
  offence: Article,
  offenceOn: Day,
  /** Age on the date of the offence, in years. */
  age: Age,
  vptCode: Flag,
  interview: optional(InterviewFacts),
  damageCents: optional(Cents),
  valueCents: optional(Cents),
  inGroupWithMinors: optional(Flag),
  informedInWriting: Flag,
  designatedOfficer: Flag,
});

export const InformedFacts = data({
  about: Code,
  by: oneOf(informedBy),
  /** The parties that were informed; empty where the employer was. */
  parties: list(Id),
});
