import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import { calls } from "./story.mjs";

const SHOP = "<!doctype html><html><head><title>Shop</title><script></script></head><body></body></html>";
const PAGE = "https://shop.example/kitchen/kettles?utm_source=mail&utm_medium=email&utm_campaign=spring";
const VISIT = { url: PAGE, referrer: "https://search.example/?q=kettle", pretendToBeVisual: true };

// What the SDK takes from the global object, from a page.
function openPage() {
  const { window } = new JSDOM(SHOP, VISIT);
  const names = ["document", "location", "localStorage", "sessionStorage", "XMLHttpRequest", "screen", "Event",
    "CustomEvent", "Node", "Element", "HTMLElement", "navigator"];
  globalThis.window = window;
  for (const name of names) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  globalThis.addEventListener = window.addEventListener.bind(window);
  globalThis.removeEventListener = window.removeEventListener.bind(window);
  window.fetch = fetch;
}

export async function segmentBrowser(to) {
  openPage();
  const { AnalyticsBrowser } = await import("@segment/analytics-next");
  const [sdk] = await AnalyticsBrowser.load({
    writeKey: "w",
    cdnSettings: {
      integrations: { "Segment.io": { apiKey: "w", apiHost: `${to.url.replace("http://", "")}/v1`, protocol: "http" } },
    },
  });
  sdk.setAnonymousId("a-1");
  for (const [method, ...args] of calls) {
    await sdk[method](...args);
  }
  await to.received(calls.length);
}
segmentBrowser.keep = /^\/v1\/[pitga]/;

export async function rudderBrowser(to) {
  const { window } = new JSDOM(SHOP, { ...VISIT, runScripts: "outside-only" });
  Object.assign(window, { fetch, TextEncoder, TextDecoder });
  window.eval(readFileSync("node_modules/@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js", "utf8"));
  const sdk = new window.rudderanalytics.RudderAnalytics();
  sdk.load("w".repeat(27), to.url, { configUrl: to.url, loadIntegration: false, polyfillIfRequired: false });
  sdk.setAnonymousId("a-1");
  for (const [method, ...args] of calls) {
    sdk[method](...args);
  }
  await to.received(calls.length);
}
rudderBrowser.keep = /^\/v1\/[pitga]/;
rudderBrowser.answers = {
  "/sourceConfig": {
    source: {
      id: "s", name: "shop", writeKey: "w", enabled: true, workspaceId: "w", updatedAt: "2026-01-01T00:00:00.000Z",
      config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
      destinations: [], dataplanes: {},
    },
    consentManagementMetadata: {},
  },
};
