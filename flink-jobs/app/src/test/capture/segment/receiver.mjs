// Answers every request and keeps the bodies, as they came.
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";

export async function receiver(answers = {}) {
  const bodies = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const raw = Buffer.concat(chunks);
      if (request.method === "POST" && raw.length > 0) {
        const zipped = request.headers["content-encoding"] === "gzip";
        bodies.push({ path: request.url, body: zipped ? gunzipSync(raw) : raw });
      }
      const path = request.url.split("?")[0].replace(/\/$/, "");
      response.writeHead(200, {
        "content-type": "application/json",
        "access-control-allow-origin": request.headers.origin ?? "*",
        "access-control-allow-headers": "*",
        "access-control-allow-credentials": "true",
      });
      response.end(JSON.stringify(answers[path] ?? { success: true }));
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    bodies,
    async received(count) {
      for (let waited = 0; bodies.length < count && waited < 200; waited++) {
        await new Promise((later) => setTimeout(later, 50));
      }
      if (bodies.length < count) throw new Error(`${bodies.length} bodies instead of ${count}`);
    },
    close: () => server.close(),
  };
}
