import regions from './regions.json' with { type: 'json' };

export interface PoliceUnit {
  code: string;
  name: string;
  /** The office of the district alongside the unit. */
  prosecutorsOffice: string;
}

export interface Municipality {
  code: string;
  name: string;
  unit: string;
}

export interface Sector {
  code: string;
  nameNl: string;
}

export const policeUnits: readonly PoliceUnit[] = regions.policeUnits;
export const municipalities: readonly Municipality[] = regions.municipalities;
export const sectors: readonly Sector[] = regions.sectors;

/** When the VPT code is due, with where that is laid down. */
export const vptQualification = {
  rule: regions.qualifies.$comment,
  source: regions.qualifies.source,
  mark: regions.qualifies.mark,
} as const;

const unitByCode = new Map(policeUnits.map((unit) => [unit.code, unit]));
const unitByMunicipality = new Map(municipalities.map(({ code, unit }) => [code, unitByCode.get(unit)]));

export const policeUnit = (code: string): PoliceUnit | undefined => unitByCode.get(code);

/** The unit that an incident in this municipality (CBS code) goes to; none: it must be routed by hand. */
export const policeUnitOf = (municipality: string): PoliceUnit | undefined => unitByMunicipality.get(municipality);

export const haltOfficeOf = (unitCode: string): string => `${regions.haltOffices.codePrefix}${unitCode}`;
