import {
  Age,
  Article,
  Code,
  Count,
  Damage,
  Day,
  Flag,
  HaltReferralFacts,
  Id,
  IncidentFacts,
  InformedFacts,
  InterviewFacts,
  Moment,
  PersonId,
  UnderNumber,
  closingGrounds,
  data,
  domiciles,
  joinderWishes,
  list,
  oneOf,
  optional,
  refusalGrounds,
  reporters,
  servings,
} from './shapes.js';

export const policeEvents = {
  'police-report.received': {
    /** `incident` is present on the first report of a walk-in, which has no incident report before it. */
    data: data({
      reporter: oneOf(reporters),
      party: Id,
      policeUnit: Code,
      walkIn: Flag,
      employer: optional(Code),
      incident: optional(IncidentFacts),
      /** When the report reached the police: the submission, the supplement, or the walk-in's own time. */
      submittedAt: Moment,
    }),
    addressedTo: ['recovery', 'prosecution', 'vault'],
    seenBy: ['employer', 'police'],
  },
  'police-report.acknowledged': {
    data: data({ appointmentAt: optional(Moment) }),
    addressedTo: [],
    seenBy: ['employer', 'police'],
  },
  /** From here on every context looks for the name in what was written before. */
  'police-report.under-number-requested': {
    data: data({}),
    addressedTo: ['employer', 'prosecution', 'halt', 'recovery', 'vault'],
    seenBy: ['employer', 'police'],
  },
  'police-report.under-number-granted': {
    data: data({ number: UnderNumber }),
    addressedTo: ['employer', 'vault'],
    seenBy: ['employer', 'police', 'om'],
  },
  'police-report.under-number-refused': {
    data: data({}),
    addressedTo: ['employer', 'vault'],
    seenBy: ['employer', 'police'],
  },
  'police-report.taken': {
    data: data({
      party: Id,
      offences: list(Article),
      serious: Flag,
      vptCode: Flag,
      vptProposed: Flag,
      complaintOffence: Flag,
      complaintCountsFrom: Moment,
      domicile: oneOf(domiciles),
      domicileChosenByVictim: Flag,
      damageAsked: Flag,
      joinderWish: oneOf(joinderWishes),
      wantsInformation: Flag,
      damages: list(Damage),
    }),
    addressedTo: ['employer', 'prosecution', 'recovery'],
    seenBy: ['employer', 'police', 'om'],
  },
  'police-report.refused': {
    data: data({ ground: oneOf(refusalGrounds), agreedByRole: Code, agreedByAnother: Flag }),
    addressedTo: [],
    seenBy: ['employer', 'police'],
  },
  'police-report.withdrawn': { data: data({}), addressedTo: [], seenBy: ['employer', 'police', 'om', 'recovery'] },
  'police-report.withdrawal-overruled': { data: data({}), addressedTo: [], seenBy: ['employer', 'police', 'om'] },
  'police-report.completed': { data: data({}), addressedTo: [], seenBy: ['police', 'om'] },
  /** A strand that Halt returned brings the report back; told to the case file only. */
  'police-report.reopened': { data: data({}), addressedTo: [], seenBy: [] },
  'complaint.lodged': { data: data({}), addressedTo: [], seenBy: ['police', 'om'] },
  'complaint.withdrawn': { data: data({}), addressedTo: [], seenBy: ['police', 'om'] },
  'victim.assessed': { data: data({ needs: Count }), addressedTo: [], seenBy: ['police', 'om'] },
  'investigation.started': { data: data({}), addressedTo: [], seenBy: ['employer', 'police', 'om'] },
  'investigation.closed': {
    data: data({ ground: oneOf(closingGrounds) }),
    addressedTo: [],
    seenBy: ['employer', 'police', 'recovery'],
  },
  'suspect.registered': {
    data: data({ age: Age, juvenile: Flag }),
    addressedTo: ['recovery'],
    seenBy: ['police', 'om'],
  },
  'suspect.arrested': { data: data({}), addressedTo: [], seenBy: ['police', 'om'] },
  'suspect.interviewed': {
    data: data({ first: Flag, interview: InterviewFacts }),
    addressedTo: [],
    seenBy: ['police', 'om', 'halt'],
  },
  'prosecutor.consulted': { data: data({}), addressedTo: [], seenBy: ['police', 'om'] },
  'suspect.released': {
    data: data({ servedWith: oneOf(servings), reasonGiven: Flag, serious: Flag, prosecutorConsulted: Flag }),
    addressedTo: [],
    seenBy: ['police', 'om'],
  },
  'strand.closed': { data: data({}), addressedTo: ['recovery'], seenBy: ['police'] },
  'file.sent-to-prosecution': {
    data: data({
      policeUnit: Code,
      prosecutorsOffice: Code,
      haltOffice: Code,
      employer: optional(Code),
      offences: list(Article),
      offenceOn: Day,
      vptCode: Flag,
      age: Age,
      juvenile: Flag,
      interview: optional(InterviewFacts),
    }),
    addressedTo: ['prosecution', 'recovery'],
    seenBy: ['employer', 'police', 'om'],
  },
} as const;

/** Events that more than one context makes. */
export const sharedEvents = {
  'suspect.referred-to-halt': {
    data: HaltReferralFacts,
    addressedTo: ['halt', 'recovery'],
    seenBy: ['employer', 'police', 'om', 'halt', 'recovery'],
  },
  'handler.assigned': {
    data: data({ handler: optional(PersonId) }),
    addressedTo: [],
    seenBy: ['employer', 'police', 'om', 'halt'],
  },
  'victim.informed': { data: InformedFacts, addressedTo: [], seenBy: ['employer', 'police', 'om'] },
  'employer.informed': { data: InformedFacts, addressedTo: [], seenBy: ['employer', 'police', 'om'] },
} as const;
