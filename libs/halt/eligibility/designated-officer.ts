import { fail, pass, type Weigh } from './condition.js';

/** Sr 77e(1): the prosecutor designates the officers; what he refers himself needs no designation. */
export const designatedOfficer: Weigh = ({ referrer, designatedOfficer: isDesignated }) =>
  referrer === 'om' || isDesignated ? pass() : fail('not_eligible');
