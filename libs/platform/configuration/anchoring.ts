import { join } from 'node:path';
import type { Configuration } from './configuration.js';
import { guardKeyOf } from './installation-secrets.js';

/** What the anchors of the access log need outside the database: a key to sign them with, and a file to keep them in. */
export interface Anchoring {
  secret: string;
  file: string;
}

export const anchoringOf = async (
  configuration: Pick<Configuration, 'dataDir' | 'guardKey' | 'auditAnchorFile'>,
): Promise<Anchoring> => ({
  secret: await guardKeyOf(configuration),
  file: configuration.auditAnchorFile ?? join(configuration.dataDir, 'audit-anchors'),
});
