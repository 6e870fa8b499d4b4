import { assess } from '../../libs/agreements/assess.js';
import { catalogueOf } from '../../libs/agreements/catalogue/catalogue.js';
import { factsOf } from '../../libs/agreements/facts.js';
import {
  type History,
  atOm,
  ids,
  onReport,
  onStrand,
  submitted,
  summons,
  taken,
} from '../../libs/agreements/testing/history.js';

/** A case from submission to hearing, as the mean case has it. */
const history = (): History =>
  submitted('2014-03-03T09:10:00+01:00')
    .add('police-report.acknowledged', { at: '2014-03-03T16:00:00+01:00', ...onReport }, {})
    .add('police-report.taken', { at: '2014-03-05T10:40:00+01:00', ...onReport }, taken())
    .add('investigation.started', { at: '2014-03-05T11:00:00+01:00', ...onReport }, {})
    .add('suspect.registered', { at: '2014-03-06T16:00:00+01:00', ...onStrand }, { age: 30, juvenile: false })
    .add(
      'suspect.interviewed',
      { at: '2014-03-06T17:30:00+01:00', ...onStrand },
      { first: true, interview: { confessed: true } },
    )
    .add(
      'file.received',
      { at: '2014-03-10T09:00:00+01:00', ...atOm },
      { prosecutorsOffice: 'AMS', offences: ['285'], vptCode: true, policeVptCode: true },
    )
    .add('police-report.completed', { at: '2014-03-10T09:00:00+01:00', ...onReport }, {})
    .add('summons.issued', { at: '2014-04-07T10:00:00+02:00', ...atOm }, summons('2014-05-20T09:30:00+02:00'))
    .add(
      'victim.informed',
      { at: '2014-04-22T16:00:00+02:00', ...atOm },
      { about: 'summons.issued', by: 'letter', parties: [ids.victim] },
    );

/** Events per second that are assessed when a history is replayed, case by case. */
export function replayRate(): number {
  const catalogue = catalogueOf();
  const { events } = history();
  const cases = 3_000;
  for (let warm = 0; warm < 300; warm += 1) assess(catalogue, factsOf(events), []);
  const begun = performance.now();
  for (let done = 0; done < cases; done += 1) assess(catalogue, factsOf(events), []);
  return (cases * events.length) / ((performance.now() - begun) / 1000);
}
