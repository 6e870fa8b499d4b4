import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { basename, dirname, join } from 'node:path';

/** Loaded before the chain (`--import`): a CPU profile of the process, as `--cpu-prof` writes it. */
const folder = process.env.BENCH_PROFILE;
if (folder) {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.start');
  process.on('exit', () => {
    session.post('Profiler.stop', (_error, { profile }) => {
      writeFileSync(
        join(folder, `${basename(dirname(process.argv[1] ?? ''))}-${process.pid}.cpuprofile`),
        JSON.stringify(profile),
      );
    });
  });
}
