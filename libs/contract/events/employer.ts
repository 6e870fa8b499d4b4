import {
  Code,
  Day,
  Damage,
  Flag,
  Id,
  IncidentFacts,
  VictimFacts,
  data,
  list,
  measureKinds,
  oneOf,
  optional,
} from './shapes.js';

export const employerEvents = {
  'incident-report.registered': {
    data: data({ incident: IncidentFacts }),
    addressedTo: ['recovery', 'vault'],
    seenBy: ['employer'],
  },
  'incident-report.submitted': {
    data: data({ incident: IncidentFacts, policeUnit: Code }),
    addressedTo: ['police', 'recovery', 'vault'],
    seenBy: ['employer', 'police'],
  },
  'incident-report.supplemented': {
    data: data({
      textAdded: Flag,
      victims: list(VictimFacts),
      suspects: list(data({ id: Id, known: Flag })),
      damages: list(Damage),
    }),
    addressedTo: ['police', 'recovery', 'vault'],
    seenBy: ['employer', 'police'],
  },
  'incident-report.withdrawn': {
    data: data({}),
    addressedTo: ['police'],
    seenBy: ['employer', 'police', 'recovery'],
  },
  'employer-measure.recorded': {
    data: data({ kind: oneOf(measureKinds), from: optional(Day), until: optional(Day), suspect: optional(Id) }),
    addressedTo: [],
    seenBy: ['employer', 'police'],
  },
} as const;
