import type { MigrationInterface } from 'typeorm';
import type { Schema } from '../libs/platform/persistence/roles.js';
import { AccessDirectory1764000000001 } from './access/0001-directory.js';
import { AgreementsTables1764000000001 } from './agreements/0001-agreements.js';
import { CasefileTables1764000000001 } from './casefile/0001-case-file.js';
import { EmployerCaseTables1764000000001 } from './employer/0001-case-tables.js';
import { HaltCaseTables1764000000001 } from './halt/0001-case-tables.js';
import { PoliceCaseTables1764000000001 } from './police/0001-case-tables.js';
import { ProsecutionCaseTables1764000000001 } from './prosecution/0001-case-tables.js';
import { RecoveryCaseTables1764000000001 } from './recovery/0001-case-tables.js';

type Migration = new () => MigrationInterface;

/** Every migration, per schema, in order. */
export const migrations: Record<Schema, Migration[]> = {
  access: [AccessDirectory1764000000001],
  employer: [EmployerCaseTables1764000000001],
  police: [PoliceCaseTables1764000000001],
  prosecution: [ProsecutionCaseTables1764000000001],
  halt: [HaltCaseTables1764000000001],
  recovery: [RecoveryCaseTables1764000000001],
  agreements: [AgreementsTables1764000000001],
  casefile: [CasefileTables1764000000001],
};
