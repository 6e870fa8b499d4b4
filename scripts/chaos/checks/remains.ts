import { birthOf, isAlive } from '../../../libs/platform/embedded/living-process.js';
import type { House } from '../house/house.js';
import type { Ask, Fault } from './fault.js';

/** After all processes have stopped, nobody is connected, nothing is locked or half done, and none of them is left. */
export async function checkRemains(ask: Ask, house: House): Promise<Fault[]> {
  const connections = await ask<{ found: string }>(
    `select format('%s (%s, %s)', application_name, usename, state) as found from pg_stat_activity
     where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  );
  const locks = await ask<{ found: string }>(
    `select format('%s %s of process %s', locktype, mode, pid) as found from pg_locks where pid is distinct from pg_backend_pid()
       and pid in (select pid from pg_stat_activity where backend_type = 'client backend')`,
  );
  const prepared = await ask<{ found: string }>('select gid as found from pg_prepared_xacts');
  const alive = await processesLeft(house);
  const clients = (await house.redis?.clients()) ?? 0;
  return [
    ...connections.map(({ found }) => ({ words: `a connection is left behind: ${found}` })),
    ...locks.map(({ found }) => ({ words: `a lock is left behind: ${found}` })),
    ...prepared.map(({ found }) => ({ words: `a transaction is left prepared: ${found}` })),
    ...alive.map((process) => ({ words: `a process is left behind: ${process}` })),
    ...(clients > 0 ? [{ words: `${String(clients)} connections to Redis are left behind` }] : []),
  ];
}

async function processesLeft(house: House): Promise<string[]> {
  const left: string[] = [];
  for (const { name, lives } of house.members) {
    for (const { pid, birth } of lives)
      if (isAlive(pid) && (await birthOf(pid)) === (await birth)) left.push(`${name} (${String(pid)})`);
  }
  return left;
}
