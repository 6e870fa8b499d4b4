import { describe, expect, it } from '@jest/globals';
import { validateBody } from '../../../libs/platform/http/validate-body.js';
import { IncidentBody } from '../../../libs/platform/casework/incident/incident-body.js';
import { Random } from '../random.js';
import { anIncident } from './incident.js';

const now = Date.parse('2016-03-01T09:00:00+01:00');
const many = Array.from({ length: 100 }, (_, seed) => anIncident(new Random(seed), String(seed), 'school', now));

describe('a generated incident', () => {
  it('is the same for the same seed', () => {
    expect(anIncident(new Random(5), '5', 'school', now)).toEqual(many[5]);
  });

  it('has everything that a report can have, now and then', () => {
    expect(many.some(({ walkIn }) => walkIn)).toBe(true);
    expect(many.some(({ victims }) => victims.length > 1)).toBe(true);
    expect(many.some(({ suspects }) => suspects.length > 1)).toBe(true);
    expect(many.some(({ wish }) => wish !== undefined)).toBe(true);
    expect(new Set(many.map(({ kind }) => kind.category))).toEqual(
      new Set(['threat', 'verbal', 'physical', 'property']),
    );
  });

  it('happened before it is told', () => {
    expect(many.every(({ occurredAt }) => Date.parse(occurredAt) < now)).toBe(true);
  });

  it('has the form that is asked for', () => {
    const faults = many.flatMap(({ body: { policeReportWanted: _wanted, employer: _employer, ...body } }) => {
      const read = validateBody(IncidentBody, body);
      return Array.isArray(read) ? read : [];
    });
    expect(faults).toEqual([]);
  });
});
