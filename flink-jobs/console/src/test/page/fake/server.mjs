import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { api } from './api.mjs';
import { world } from './world.mjs';

const MODULE = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const PAGE = join(MODULE, 'src/main/resources/console');
const BUILT = join(MODULE, 'target/classes/console');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
};

function serveFile(path, response) {
  const relative = path === '/' ? 'index.html' : normalize(path).slice(1);
  const file = [PAGE, BUILT].map((root) => join(root, relative)).find((candidate) => candidate.startsWith(MODULE) && existsSync(candidate));
  if (!file || (path !== '/' && !path.startsWith('/assets/'))) {
    response.writeHead(404, HEADERS).end();
    return;
  }
  response.writeHead(200, { ...HEADERS, 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

/** A console's server without a console: the page, the API of its contract, and `/fake/...` to make things happen. */
export async function start({ port = 0, ...options } = {}) {
  if (!existsSync(join(BUILT, 'assets/vendor/preact.min.umd.js'))) throw new Error('the vendored libraries are missing: mvn process-resources unpacks them');
  const state = world(options);
  const handle = api(state, options, HEADERS);
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/fake/')) handle(request, response, url);
    else serveFile(url.pathname, response);
  });
  await new Promise((ready) => server.listen(port, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    ...handle.controls,
    close() {
      handle.controls.stop();
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const env = process.env;
  const fake = await start({ port: Number(env.PORT ?? 8089), role: env.ROLE, auth: env.AUTH, poison: env.POISON });
  console.log(`${fake.url} shows an incident that comes and goes; POST ${fake.url}/fake/incident/{calm,open,grown,muted,recovered} to choose`);
  fake.tellTheStory(8000);
}
