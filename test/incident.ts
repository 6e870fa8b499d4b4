/** A report of an incident that is right in form, of invented people; `changes` make it another one. */
export const incident = (changes: object = {}): Record<string, unknown> => ({
  occurredAt: '2014-03-02T22:40:00+01:00',
  municipality: '0363',
  place: 'Bus line 21, stop Eerste Ringdijk',
  category: 'threat',
  description: 'Passenger without a ticket showed a knife and said he would wait at the depot.',
  directedAtPublicTask: true,
  policeReportWanted: true,
  reporter: 'victim',
  victims: [victim()],
  suspects: [{ ref: 's1', description: 'man about 30, green coat', known: false }],
  damages: [{ ref: 'v1', lines: [line(45_000)] }],
  ...changes,
});

export const victim = (changes: object = {}): object => ({
  ref: 'v1',
  name: 'Tamara Veldkuil',
  function: 'bus driver',
  publicServant: false,
  knownToSuspect: false,
  ...changes,
});

export const line = (amountCents: unknown): object => ({ kind: 'material', description: 'telephone', amountCents });
