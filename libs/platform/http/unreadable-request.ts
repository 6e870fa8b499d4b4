import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problem, type Problem } from './problem.js';
import { headersOfEveryResponse } from './request-hooks.js';

const statusOfFault: Partial<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no HTTP, has more headers than anybody needs, or comes too slowly; then hangs up. */
export function answerUnreadable({ code }: { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const found = problemOf(statusOfFault[code ?? ''] ?? 400);
  const body = JSON.stringify(found);
  const headers = {
    ...headersOfEveryResponse,
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const { status } = found;
  socket.end(`HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}

/** RFC 9457 4.2.1: about:blank, where the status says all that there is to say. */
const problemOf = (status: number): Problem =>
  status === 400
    ? problem('malformed', 'This is not a request in HTTP.')
    : {
        type: 'about:blank',
        title: STATUS_CODES[status] ?? '',
        status,
        detail:
          status === 408 ? 'The request did not come in in time.' : 'The headers are larger than is accepted here.',
      };
