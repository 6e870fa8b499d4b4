import type { MigrationInterface } from 'typeorm';
import type { Schema } from '../libs/platform/persistence/roles.js';
import { AccessDirectory1764000000001 } from './access/0001-directory.js';
import { AgreementsTables1764000000001 } from './agreements/0001-agreements.js';
import { AgreementsWalls1764000000002 } from './agreements/0002-walls.js';
import { AgreementsRetention1766000000003 } from './agreements/0003-retention.js';
import { AgreementsSubjects1767000000004 } from './agreements/0004-subjects.js';
import { AccessLog1764000000001 } from './audit/0001-access-log.js';
import { CasefileTables1764000000001 } from './casefile/0001-case-file.js';
import { CasefileWalls1764000000002 } from './casefile/0002-walls.js';
import { CasefileRetention1766000000003 } from './casefile/0003-retention.js';
import { CasefileLists1767000000004 } from './casefile/0004-lists.js';
import { CasefileCategory1769000000005 } from './casefile/0005-category.js';
import { EmployerCaseTables1764000000001 } from './employer/0001-case-tables.js';
import { EmployerWalls1764000000002 } from './employer/0002-walls.js';
import { EmployerRetention1766000000003 } from './employer/0003-retention.js';
import { HaltCaseTables1764000000001 } from './halt/0001-case-tables.js';
import { HaltWalls1764000000002 } from './halt/0002-walls.js';
import { HaltRetention1766000000003 } from './halt/0003-retention.js';
import { PoliceCaseTables1764000000001 } from './police/0001-case-tables.js';
import { PoliceWalls1764000000002 } from './police/0002-walls.js';
import { PoliceRetention1766000000003 } from './police/0003-retention.js';
import { ProsecutionCaseTables1764000000001 } from './prosecution/0001-case-tables.js';
import { ProsecutionWalls1764000000002 } from './prosecution/0002-walls.js';
import { ProsecutionRetention1766000000003 } from './prosecution/0003-retention.js';
import { RecoveryCaseTables1764000000001 } from './recovery/0001-case-tables.js';
import { RecoveryWalls1764000000002 } from './recovery/0002-walls.js';
import { RecoveryRetention1766000000003 } from './recovery/0003-retention.js';
import { VaultTables1765000000001 } from './vault/0001-vault.js';
import { VaultWalls1765000000002 } from './vault/0002-walls.js';
import { VaultRetention1766000000003 } from './vault/0003-retention.js';

type Migration = new () => MigrationInterface;

/** Every migration, per schema, in order. */
export const migrations: Record<Schema, Migration[]> = {
  access: [AccessDirectory1764000000001],
  audit: [AccessLog1764000000001],
  employer: [EmployerCaseTables1764000000001, EmployerWalls1764000000002, EmployerRetention1766000000003],
  police: [PoliceCaseTables1764000000001, PoliceWalls1764000000002, PoliceRetention1766000000003],
  prosecution: [ProsecutionCaseTables1764000000001, ProsecutionWalls1764000000002, ProsecutionRetention1766000000003],
  halt: [HaltCaseTables1764000000001, HaltWalls1764000000002, HaltRetention1766000000003],
  recovery: [RecoveryCaseTables1764000000001, RecoveryWalls1764000000002, RecoveryRetention1766000000003],
  vault: [VaultTables1765000000001, VaultWalls1765000000002, VaultRetention1766000000003],
  agreements: [
    AgreementsTables1764000000001,
    AgreementsWalls1764000000002,
    AgreementsRetention1766000000003,
    AgreementsSubjects1767000000004,
  ],
  casefile: [
    CasefileTables1764000000001,
    CasefileWalls1764000000002,
    CasefileRetention1766000000003,
    CasefileLists1767000000004,
    CasefileCategory1769000000005,
  ],
};
