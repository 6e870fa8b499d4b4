import { loadConfiguration, takeSecrets, type Configuration } from '../libs/platform/configuration/index.js';
import { describeError, withoutCredentials } from '../libs/platform/telemetry/describe-error.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import type { Logger } from 'pino';

interface Closable {
  close(): Promise<void>;
}

/** Who starts processes gives them some fifteen seconds to end, and then kills them. */
const longestGoodbye = 12_000;

/** What a process has brought up, to be closed in the opposite order. */
export class Opened {
  private readonly things: Closable[] = [];

  keep<Thing extends Closable>(thing: Thing): Thing {
    this.things.push(thing);
    return thing;
  }

  async close(): Promise<void> {
    for (let last = this.things.pop(); last !== undefined; last = this.things.pop()) await last.close();
  }
}

export interface Start {
  configuration: Configuration;
  logger: Logger;
  opened: Opened;
  /** The settings that hold secrets, which are no longer in the environment: for processes that need them too. */
  secrets: Record<string, string>;
  /** For when the process can't go on: closes what is open and ends with a failure. */
  giveUp: () => void;
}

/** Starts a process, stops it in good order when asked, and says in clear words why it cannot start. */
export async function run(
  name: string,
  start: (start: Start) => Promise<void>,
  patience = longestGoodbye,
): Promise<void> {
  const opened = new Opened();
  let stopping: Promise<void> | undefined;
  const stop = (code: number): void => {
    // What is broken, or waits for a queue that is gone, may not be able to close.
    setTimeout(() => process.exit(1), patience).unref();
    stopping ??= opened.close().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(inWords(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  // Whoever started this process and listens to it is gone: so are we.
  if (process.send) process.on('disconnect', () => stop(0));
  // Node's own last words show all that an error has on it: what was sent to the database, and with which password.
  process.on('uncaughtException', (error) => {
    console.error(inWords(error));
    stop(1);
  });
  try {
    const configuration = loadConfiguration();
    const secrets = takeSecrets(process.env);
    const logger = createLogger(name, configuration.logLevel);
    await start({ configuration, logger, opened, secrets, giveUp: () => stop(1) });
  } catch (error) {
    // What is closed under a start that was told to stop complains, and nobody wants to know.
    if (stopping) return;
    console.error(inWords(error));
    stop(1);
  }
}

function inWords(error: unknown): string {
  // What the user can mend comes in words; anything else is a defect and comes with where it happened.
  if (error instanceof Error && /Failure$|^ConfigurationError$/.test(error.name))
    return withoutCredentials(error.message);
  const { type, message = '', stack = '' } = describeError(error);
  return `${type}: ${message}\n${stack}`;
}
