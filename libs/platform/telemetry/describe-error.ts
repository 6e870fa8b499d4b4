export interface DescribedError {
  type: string;
  code?: string;
  message?: string;
  stack?: string;
}

/**
 * What may be told of an error. Database errors quote the values that they stumble over, and so do those of JSON; what
 * else an error has on it (`detail`, `parameters`, `input`) is never told.
 */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type: error.name, code, message: messageOf(error, code), stack: framesOf(error) };
}

function messageOf(error: Error, code: string | undefined): string {
  if (code) return `failed with ${code}`;
  return error instanceof SyntaxError ? 'failed with a text that cannot be read' : withoutCredentials(error.message);
}

/** Where it happened, without the message that a stack begins with. */
function framesOf({ stack = '', message }: Error): string {
  return stack
    .replace(message, '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
}

/** Addresses without user and password. */
export const withoutCredentials = (text: string): string => text.replace(/:\/\/[^\s/?#"']*@/g, '://…@');
