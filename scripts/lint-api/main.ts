import { readFile } from 'node:fs/promises';
import { findingsIn } from './ruleset.js';

/** `npm run lint:api`: holds docs/openapi.json to the REST rules of the Dutch government. */
const document = JSON.parse(await readFile('docs/openapi.json', 'utf8')) as object;
const findings = await findingsIn(document);
for (const { code, message, path } of findings) console.error(`${String(code)}: ${message}  (${path})`);
console.log(findings.length === 0 ? 'The API keeps its rules.' : `${String(findings.length)} findings.`);
process.exitCode = findings.length === 0 ? 0 : 1;
