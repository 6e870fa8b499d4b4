import { pino, type Logger, type LoggerOptions } from 'pino';
import { describeError } from './describe-error.js';

/** Members that hold a secret wherever they come up; ours never log them, and these are for a mistake. */
const secret = ['authorization', 'cookie', 'password', 'secret', 'token', 'access_token', 'databaseUrl', 'redisUrl'];

/** Structured logs, one JSON object a line. No bodies, no addresses with contents, no tokens. */
export const createLogger = (name: string, level: string): Logger => pino(loggerOptions(name, level));

export const loggerOptions = (name: string, level: string): LoggerOptions => ({
  name,
  level,
  base: { name },
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: describeError },
  redact: secret.flatMap((member) => [member, `*.${member}`, `*.*.${member}`]),
});
