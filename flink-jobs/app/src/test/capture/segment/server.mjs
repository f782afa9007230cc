import { Analytics } from "@segment/analytics-node";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { calls } from "./story.mjs";

const ids = (known) => (known ? { userId: "u-42", anonymousId: "a-1" } : { anonymousId: "a-1" });

function play(sdk) {
  let known = false;
  for (const [method, first, second] of calls) {
    known ||= method === "identify";
    const who = ids(known);
    if (method === "page") {
      sdk.page({ ...who, name: first, properties: { path: "/", url: "https://shop.example/?utm_source=mail" } });
      sdk.screen({ ...who, name: "Basket", properties: {} });
    } else if (method === "track") {
      sdk.track({ ...who, event: first, properties: second, context: { userAgent: "Mozilla/5.0 (probe)" } });
    } else if (method === "identify") {
      sdk.identify({ ...who, traits: second });
    } else if (method === "group") {
      sdk.group({ ...who, groupId: first, traits: second });
    } else {
      sdk.alias({ userId: first, previousId: second });
    }
  }
}

export async function segmentNode(to) {
  const sdk = new Analytics({ writeKey: "w", host: to.url, maxEventsInBatch: 100, flushInterval: 50 });
  play(sdk);
  await sdk.closeAndFlush();
  await to.received(1);
}
segmentNode.keep = /batch/;

export async function rudderNode(to) {
  const Sdk = RudderAnalytics.default ?? RudderAnalytics;
  const sdk = new Sdk("w", { dataPlaneUrl: to.url, flushAt: 100, flushInterval: 50 });
  play(sdk);
  await sdk.flush();
  await to.received(1);
}
rudderNode.keep = /batch/;
