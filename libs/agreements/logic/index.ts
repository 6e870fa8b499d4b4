import { handlerNamed } from './C-01.js';
import { reachesThePolice } from './C-03.js';
import { employerIsParty } from './employer-party.js';
import { complaintOffence } from './K-01.js';
import type { AgreementLogic } from './logic.js';
import { groundRecorded } from './O-01.js';
import { demandRaised } from './O-02.js';
import { vptCodeKept } from './O-04.js';
import { claimsBroughtIn } from './O-06.js';
import { fromSubmission } from './P-01.js';
import { refusalAgreed } from './P-03.js';
import { vptCodeGiven } from './P-04.js';
import { prosecutorConsulted } from './P-07.js';
import { servedOrExplained } from './P-08.js';
import { employerMayReport } from './P-09.js';
import { privateAddressOut } from './P-10.js';
import { damageAsked } from './P-11.js';
import { policeReferred } from './P-15.js';
import { measureImposed } from './R-01.js';
import { victimAsked } from './victim-asked.js';
import { juvenile } from './Y-01.js';
import { juvenileSummoned } from './Y-02.js';
import { referredToHalt } from './Y-03.js';

const logic: Readonly<Record<string, AgreementLogic>> = {
  'P-01': fromSubmission,
  'P-02': fromSubmission,
  'P-03': refusalAgreed,
  'P-04': vptCodeGiven,
  'P-07': prosecutorConsulted,
  'P-08': servedOrExplained,
  'P-09': employerMayReport,
  'P-10': privateAddressOut,
  'P-11': damageAsked,
  'P-13': employerIsParty,
  'P-15': policeReferred,
  'O-01': groundRecorded,
  'O-02': demandRaised,
  'O-04': vptCodeKept,
  'O-05': employerIsParty,
  'O-06': claimsBroughtIn,
  'C-01': handlerNamed,
  'C-03': reachesThePolice,
  'V-01': victimAsked,
  'V-02': victimAsked,
  'V-03': victimAsked,
  'V-04': victimAsked,
  'V-05': victimAsked,
  'Y-01': juvenile,
  'Y-02': juvenileSummoned,
  'Y-03': referredToHalt,
  'K-01': complaintOffence,
  'R-01': measureImposed,
};

const none: AgreementLogic = {};

/** The logic of this name; an agreement whose data says all has none. */
export const logicOf = (name: string): AgreementLogic => logic[name] ?? none;
