import { maximumMonths } from '../contract/law/offences.js';
import { invalid, type Refusal } from '../platform/casework/refusal.js';
import type { FileRecord } from './case.js';

/** Sr 74(1), Sv 257a(1): only for offences that carry at most six years. */
const mostMonths = 72;

export const refuseOverSixYears = (file: FileRecord): Refusal | undefined =>
  maximumMonths(file.offences, file.offenceOn) > mostMonths
    ? invalid('', 'offence-over-six-years', 'An offence of the file carries more than six years.')
    : undefined;

export const refuseHours = (hours: number | undefined, most: number): Refusal | undefined =>
  hours !== undefined && hours > most
    ? invalid('/hours', 'hours-over-limit', `At most ${most} hours of community service.`)
    : undefined;
