import { loadConfiguration, type Configuration } from '../libs/platform/configuration/index.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import type { Logger } from 'pino';

interface Closable {
  close(): Promise<void>;
}

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
  /** For when the process can't go on: closes what is open and ends with a failure. */
  giveUp: () => void;
}

/** Starts a process, stops it in good order when asked, and says in clear words why it cannot start. */
export async function run(name: string, start: (start: Start) => Promise<void>): Promise<void> {
  const opened = new Opened();
  let stopping: Promise<void> | undefined;
  const stop = (code: number): void => {
    stopping ??= opened.close().then(
      () => process.exit(code),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
  // Whoever started this process and listens to it is gone: so are we.
  if (process.send) process.on('disconnect', () => stop(0));
  try {
    const configuration = loadConfiguration();
    const logger = createLogger(name, configuration.logLevel);
    await start({ configuration, logger, opened, giveUp: () => stop(1) });
  } catch (error) {
    // What is closed under a start that was told to stop complains, and nobody wants to know.
    if (stopping) return;
    console.error(inWords(error));
    stop(1);
  }
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // What the user can mend comes in words; anything else is a defect and comes with its stack.
  return /Failure$|^ConfigurationError$/.test(error.name) ? error.message : (error.stack ?? error.message);
}
