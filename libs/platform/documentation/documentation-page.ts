import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Swagger UI, from the package that comes along; nothing is fetched from elsewhere. */
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('swagger-ui-dist/package.json'));

const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/**
 * Own files only. Swagger UI sets styles from its script, which needs no exception, and draws its arrows from data
 * addresses. It asks this API only, and nobody may frame it.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Case chain of safe public task: the API</title>
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
  </head>
  <body>
    <main id="page"><noscript>This page needs JavaScript; the document itself is at <a href="/v1/openapi.json">/v1/openapi.json</a>.</noscript></main>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '/v1/openapi.json',
  dom_id: '#page',
  deepLinking: true,
  filter: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  validatorUrl: null,
});
`;

/** The document of the API for people, at /docs: to read, and to try with a token. */
export function installDocumentationPage(fastify: FastifyInstance): void {
  const send = (reply: FastifyReply, type: string, content: unknown): FastifyReply =>
    reply.header('Content-Security-Policy', contentSecurityPolicy).type(type).send(content);
  fastify.get('/docs', (_request, reply) => send(reply, 'text/html; charset=utf-8', page));
  fastify.get('/docs/start.js', (_request, reply) => send(reply, 'text/javascript; charset=utf-8', start));
  for (const [name, type] of Object.entries(assets)) {
    fastify.get(`/docs/${name}`, (_request, reply) => send(reply, type, createReadStream(join(folder, name))));
  }
}
