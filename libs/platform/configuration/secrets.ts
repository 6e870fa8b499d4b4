/** Settings that hold a secret, by their names; those of libpq (PG…) are read when it connects. */
const holdsSecret = (name: string): boolean =>
  /^(DATABASE|DATABASE_SESSION|REDIS|REDIS_CLUSTER)_URL$/.test(name) ||
  (/(SECRET|PASSWORD|TOKEN|KEYS?)$/.test(name) && !name.startsWith('PG'));

/**
 * Takes the secrets out of the environment once they are read: what this process starts does not inherit them, and
 * what is written when it crashes (a diagnostic report has the environment) does not contain them.
 */
export function takeSecrets(environment: NodeJS.ProcessEnv): Record<string, string> {
  const taken: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined || !holdsSecret(name)) continue;
    taken[name] = value;
    Reflect.deleteProperty(environment, name);
  }
  // Known to Node from 22.13 on.
  Object.assign(process.report, { excludeEnv: true });
  return taken;
}
