import { addMonths } from '../../platform/terms/index.js';
import { fail, pass, type Weigh } from './condition.js';

export const earlierHalt: Weigh = ({ interview, offenceOn }, { conditions }) => {
  const { atMost, monthsBefore } = conditions['earlier-halt'];
  const { count, lastOn } = interview?.earlierHalt ?? { count: 0, lastOn: undefined };
  if (count === 0) return pass('No earlier Halt settlement is known.');
  if (count > atMost) return fail('needs_consent', 'More than one earlier Halt settlement.');
  if (lastOn === undefined) return fail('needs_consent', 'The date of the earlier Halt settlement is not known.');
  return addMonths(lastOn, monthsBefore) <= offenceOn
    ? pass()
    : fail('needs_consent', 'The earlier Halt settlement was less than a year before the offence.');
};
