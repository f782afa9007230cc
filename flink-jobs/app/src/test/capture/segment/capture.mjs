// Runs each SDK once against a receiver on this machine and writes what it sent, one body a line.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { receiver } from "./receiver.mjs";
import { segmentNode, rudderNode } from "./server.mjs";
import { segmentBrowser, rudderBrowser } from "./browser.mjs";

const out = process.argv[2];
mkdirSync(out, { recursive: true });
const sdks = {
  "analytics-node": segmentNode,
  "rudder-sdk-node": rudderNode,
  "analytics-next": segmentBrowser,
  "rudder-analytics-js": rudderBrowser,
};
for (const [name, run] of Object.entries(sdks)) {
  const to = await receiver(run.answers);
  await run(to);
  const sent = to.bodies.filter(({ path }) => run.keep.test(path)).map(({ body }) => body + "\n");
  writeFileSync(join(out, `${name}.jsonl`), sent.join(""));
  console.log(name, sent.length);
  to.close();
}
process.exit(0);
