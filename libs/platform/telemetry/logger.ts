import { pino, type Logger } from 'pino';

/** Structured logs, one JSON object a line. No bodies, no addresses with contents, no tokens: there is nothing to redact. */
export const createLogger = (name: string, level: string): Logger =>
  pino({
    name,
    level,
    base: { name },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: withoutContents },
  });

/** Database errors quote the values that they stumble over in `detail`: those stay out. */
function withoutContents(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type: error.name, code, message: code ? `failed with ${code}` : error.message, stack: frames(error) };
}

const frames = (error: Error): string | undefined =>
  error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
