import { AnchorKey } from '../../libs/audit/anchor.js';
import { verify, type Verified } from '../../libs/audit/verify.reader.js';
import { asTool, ToolFailure } from '../running-system.js';

/** The findings of each organisation together; what is of none, such as an anchor, first. */
function tell({ findings }: Verified): void {
  const groups = new Map<string, string[]>();
  for (const { organisation = '', kind, words } of findings)
    groups.set(organisation, [...(groups.get(organisation) ?? []), `  ${kind}: ${words}`]);
  for (const [organisation, lines] of [...groups].sort(([one], [other]) => (one < other ? -1 : 1))) {
    console.error(organisation === '' ? 'The anchors:' : `${organisation}:`);
    for (const line of lines) console.error(line);
  }
}

/** `npm run audit:verify`: recomputes the access log and holds it against its anchors, in the database and outside. */
await asTool(async (system) => {
  if (process.argv.length > 2) throw new ToolFailure('npm run audit:verify');
  const { secret, file } = await system.platform.anchoring();
  const database = await system.connect('audit');
  try {
    const begun = performance.now();
    const verified = await verify(database, new AnchorKey(secret), file);
    const seconds = (performance.now() - begun) / 1000;
    tell(verified);
    const { entries, seals, anchors, findings } = verified;
    console.log(
      `${String(entries)} entries, ${String(seals)} seals, ${String(anchors)} anchors in ${seconds.toFixed(1)} s: ` +
        (findings.length === 0 ? 'the access log is whole.' : `${String(findings.length)} findings.`),
    );
    process.exitCode = findings.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
});
