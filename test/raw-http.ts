import { connect } from 'node:net';

/** What a server answers to these bytes, until it hangs up. */
export async function answerTo(url: string, ...chunks: string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  for (const chunk of chunks) socket.write(chunk, 'latin1');
  let text = '';
  try {
    for await (const chunk of socket) text += String(chunk);
  } catch (error) {
    // Cut off while we were still sending: what was answered before that counts.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET' && (error as NodeJS.ErrnoException).code !== 'EPIPE')
      throw error;
  }
  return text;
}

export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export function readAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => /^([^:]+): ?(.*)$/.exec(line)?.slice(1, 3) as [string, string]);
  return {
    status: Number(first.split(' ')[1]),
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: rest.join('\r\n\r\n'),
  };
}
