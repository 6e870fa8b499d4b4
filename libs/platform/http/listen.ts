import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The process can't serve as things are: the message says what is wrong and what to do. */
export class ListenFailure extends Error {
  override readonly name = 'ListenFailure';
}

/** Opens the door, or says in words why it can't be opened. */
export async function listen(
  app: NestFastifyApplication,
  { port, host }: { port: number; host: string },
): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw inWords(error, port, host);
  }
}

function inWords(error: unknown, port: number, host: string): unknown {
  const words = {
    EADDRINUSE: `Port ${String(port)} is taken. Stop what uses it, or set PORT.`,
    EACCES: `Port ${String(port)} is not allowed for this user. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST to one that it has, or to 0.0.0.0 for all of them.`,
    ENOTFOUND: `This machine has no address ${host}. Set HOST to one that it has, or to 0.0.0.0 for all of them.`,
  };
  const code = error instanceof Error && 'code' in error ? (error.code as keyof typeof words) : undefined;
  return code && code in words ? new ListenFailure(words[code], { cause: error }) : error;
}
