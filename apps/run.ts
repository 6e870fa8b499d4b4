import { loadConfiguration, type Configuration } from '../libs/platform/configuration/index.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import type { Logger } from 'pino';

export interface Running {
  close(): Promise<void>;
}

/** Starts a process, stops it in good order when asked, and says in clear words why it cannot start. */
export async function run(
  name: string,
  start: (configuration: Configuration, logger: Logger, stop: () => void) => Promise<Running>,
): Promise<void> {
  let running: Running | undefined;
  let stopping: Promise<void> | undefined;
  const stop = (): void => {
    stopping ??= (running?.close() ?? Promise.resolve()).then(
      () => process.exit(process.exitCode ?? 0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Whoever started this process and listens to it is gone: so are we.
  if (process.send) process.on('disconnect', stop);
  try {
    const configuration = loadConfiguration();
    const logger = createLogger(name, configuration.logLevel);
    running = await start(configuration, logger, () => {
      process.exitCode = 1;
      stop();
    });
  } catch (error) {
    console.error(inWords(error));
    process.exit(1);
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What the user can mend comes in words; anything else is a defect and comes with its stack.
  return /Failure$|^ConfigurationError$/.test(error.name) ? error.message : (error.stack ?? error.message);
}
