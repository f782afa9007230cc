// Records what Snowplow's real trackers send and writes it as enriched TSV, to trackers.tsv:
//   npm install --legacy-peer-deps $(the packages and versions that README.md names) && node capture.cjs
// The trackers run in a page (jsdom) and on a server and talk to a collector that only listens. The columns are then
// filled as Snowplow's enricher fills them without any configurable enrichment.
const fs = require('fs');
const http = require('http');
const path = require('path');
const { JSDOM } = require('jsdom');

const PAGE = 'https://shop.example/shoes/trail-runner-2?utm_source=news&utm_medium=email&utm_campaign=spring&mail=ann%40mail.example#reviews';
const HTML = `<!doctype html><html lang="en"><head><title>Trail Runner 2</title></head><body>
<button id="buy">Add to basket</button>
<form id="newsletter"><input id="mail" name="mail" type="email"><input type="submit" id="go"></form></body></html>`;
const COLUMNS = fs.readFileSync(path.join(__dirname, 'header.tsv'), 'utf8').trim().split('\t');
const FROM_PARAMETER = {
  app_id: 'aid', platform: 'p', event_id: 'eid', name_tracker: 'tna', v_tracker: 'tv', user_id: 'uid', domain_userid: 'duid',
  domain_sessionidx: 'vid', domain_sessionid: 'sid', page_url: 'url', page_title: 'page', page_referrer: 'refr', contexts: 'co',
  se_category: 'se_ca', se_action: 'se_ac', se_label: 'se_la', se_property: 'se_pr', se_value: 'se_va', unstruct_event: 'ue_pr',
  tr_orderid: 'tr_id', tr_affiliation: 'tr_af', tr_total: 'tr_tt', tr_tax: 'tr_tx', tr_shipping: 'tr_sh', tr_currency: 'tr_cu',
  ti_orderid: 'ti_id', ti_sku: 'ti_sk', ti_name: 'ti_nm', ti_category: 'ti_ca', ti_price: 'ti_pr', ti_quantity: 'ti_qu',
  ti_currency: 'ti_cu', pp_xoffset_min: 'pp_mix', pp_xoffset_max: 'pp_max', pp_yoffset_min: 'pp_miy', pp_yoffset_max: 'pp_may',
  useragent: 'ua', br_lang: 'lang', br_cookies: 'cookie', br_colordepth: 'cd', os_timezone: 'tz', doc_charset: 'cs',
};
const KINDS = { pv: 'page_view', pp: 'page_ping', se: 'struct', ue: 'unstruct', tr: 'transaction', ti: 'transaction_item' };

const stamp = (millis) => new Date(Number(millis)).toISOString().replace('T', ' ').replace('Z', '');

function enriched(sent) {
  const row = { user_ipaddress: '203.0.113.7', network_userid: '4c1cd1b6-2b5c-4d3e-8f0a-6a1d3c0f9d11', v_collector: 'capture', v_etl: 'capture' };
  for (const [column, parameter] of Object.entries(FROM_PARAMETER)) row[column] = sent[parameter];
  row.event = KINDS[sent.e];
  row.dvce_created_tstamp = stamp(sent.dtm);
  row.dvce_sent_tstamp = stamp(sent.stm);
  row.collector_tstamp = row.etl_tstamp = stamp(sent.received);
  row.derived_tstamp = stamp(sent.received - (sent.stm - sent.dtm));
  split(sent.url, 'page', row);
  split(sent.refr, 'refr', row);
  for (const name of ['medium', 'source', 'campaign']) row['mkt_' + name] = sent.url && new URL(sent.url).searchParams.get('utm_' + name);
  const schema = sent.ue_pr ? JSON.parse(sent.ue_pr).data.schema : `iglu:com.snowplowanalytics.snowplow/${sent.e === 'se' ? 'event' : row.event}/jsonschema/1-0-0`;
  [row.event_vendor, row.event_name, row.event_format, row.event_version] = schema.slice('iglu:'.length).split('/');
  return COLUMNS.map((column) => String(row[column] ?? '').replace(/[\t\r\n]/g, ' ')).join('\t') + '\n';
}

function split(address, prefix, row) {
  if (!address) return;
  const url = new URL(address);
  const parts = { scheme: url.protocol.slice(0, -1), host: url.hostname, port: url.port || 443, path: url.pathname, query: url.search.slice(1), fragment: url.hash.slice(1) };
  for (const [part, value] of Object.entries(parts)) row[`${prefix}_url${part}`] = value;
}

const received = [];
const collector = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin || '*');
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
    if (body) for (const sent of JSON.parse(body).data) received.push({ ...sent, ua: request.headers['user-agent'], received: Date.now() });
    response.end('ok');
  });
});

const pause = (millis = 30) => new Promise((resolve) => setTimeout(resolve, millis));

async function visit(collectorUrl) {
  const { window } = new JSDOM(HTML, { url: PAGE, referrer: 'https://shop.example/shoes?page=2', pretendToBeVisual: true });
  const { document } = window;
  Object.defineProperty(document, 'readyState', { value: 'complete' });
  Object.assign(window, { fetch, AbortController, Headers, Request });
  for (const name of ['document', 'navigator', 'location', 'screen', 'localStorage', 'sessionStorage', 'history', 'Element', 'HTMLElement', 'HTMLFormElement', 'HTMLInputElement', 'HTMLButtonElement', 'Node', 'Document']) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  globalThis.window = window;
  const tracker = require('@snowplow/browser-tracker');
  const shop = require('@snowplow/browser-plugin-snowplow-ecommerce');
  const links = require('@snowplow/browser-plugin-link-click-tracking');
  const forms = require('@snowplow/browser-plugin-form-tracking');
  const errors = require('@snowplow/browser-plugin-error-tracking');
  const site = require('@snowplow/browser-plugin-site-tracking');
  const buttons = require('@snowplow/browser-plugin-button-click-tracking');
  tracker.newTracker('shop', collectorUrl, {
    appId: 'shop', encodeBase64: false, bufferSize: 1, contexts: { session: true, webPage: true },
    plugins: [shop.SnowplowEcommercePlugin(), links.LinkClickTrackingPlugin(), forms.FormTrackingPlugin(), errors.ErrorTrackingPlugin(), site.SiteTrackingPlugin(), buttons.ButtonClickTrackingPlugin()],
  });
  const shoe = { id: 'T-204', name: 'Trail Runner 2', category: 'Shoes/Running', price: 89.9, currency: 'EUR' };
  const socks = { id: 'S-9', name: 'Socks', category: 'Socks', price: 7, currency: 'EUR' };
  const fire = (id, type) => document.getElementById(id).dispatchEvent(new window.Event(type, { bubbles: true, cancelable: true }));
  const own = (schema, data) => tracker.trackSelfDescribingEvent({ event: { schema: `iglu:${schema}/jsonschema/1-0-0`, data } });
  shop.setPageType({ type: 'product page', language: 'EN-GB', locale: 'UK' });
  const steps = [
    () => tracker.trackPageView(),
    () => shop.trackProductListView({ name: 'trail shoes', products: [{ ...shoe, position: 1 }, { id: 'T-110', category: 'Shoes/Running', price: 120, currency: 'EUR', position: 2 }] }),
    () => shop.trackProductListClick({ name: 'trail shoes', product: { ...shoe, position: 1 } }),
    () => shop.trackProductView({ ...shoe, list_price: 110, inventory_status: 'in stock', brand: 'Ridge', size: '42' }),
    () => shop.trackAddToCart({ cart_id: 'cart-77', total_value: 193.8, currency: 'EUR', products: [{ ...shoe, quantity: 2 }, { ...socks, quantity: 2 }] }),
    () => shop.trackRemoveFromCart({ cart_id: 'cart-77', total_value: 179.8, currency: 'EUR', products: [{ ...socks, quantity: 2 }] }),
    () => shop.trackCheckoutStep({ step: 1, account_type: 'guest' }),
    () => shop.trackCheckoutStep({ step: 2, shipping_postcode: '10115', shipping_full_address: 'Invalidenstr. 1, Berlin', delivery_provider: 'DHL', delivery_method: 'express', coupon_code: 'SPRING' }),
    () => shop.trackCheckoutStep({ step: 3, payment_method: 'card', marketing_opt_in: true }),
    () => shop.trackTransactionError({ error_code: 'E05', error_shortcode: 'card_declined_insufficient_funds', error_description: 'refused for ann@mail.example', error_type: 'hard', resolution: 'contact_user', transaction: { transaction_id: 'o-1001', revenue: 179.8, currency: 'EUR', payment_method: 'card', total_quantity: 2 } }),
    () => shop.setEcommerceUser({ id: 'c-31', is_guest: false, email: 'ann@mail.example' }),
    () => shop.trackTransaction({ transaction_id: 'o-1001', revenue: 179.8, currency: 'EUR', payment_method: 'card', tax: 28.71, shipping: 4.9, discount_code: 'SPRING', products: [{ ...shoe, quantity: 2 }] }),
    () => shop.trackRefund({ transaction_id: 'o-1001', currency: 'EUR', refund_amount: 89.9, refund_reason: 'too small', products: [{ ...shoe, quantity: 1 }] }),
    () => shop.trackPromotionView({ id: 'P-5', name: 'Spring sale', creative_id: 'banner-3', slot: 'top', type: 'banner', product_ids: ['T-204'] }),
    () => shop.trackPromotionClick({ id: 'P-5', name: 'Spring sale', creative_id: 'banner-3', slot: 'top' }),
    () => tracker.trackStructEvent({ category: 'video', action: 'Play Video', label: 'how-to-lace', property: 'hd', value: 12.5 }),
    () => own('com.shop/size_advice', { productId: 4711, adviceText: 'half a size up', userEmail: 'ann@mail.example', sizes: [42, 43], fits: true, price: 89 }),
    () => links.trackLinkClick({ targetUrl: 'https://shop.example/help/sizes?from=pdp', elementId: 'size-guide', elementContent: 'Size guide' }),
    () => links.trackLinkClick({ targetUrl: 'mailto:help@shop.example' }),
    () => (forms.enableFormTracking(), buttons.enableButtonClickTracking(), pause(100)),
    () => fire('mail', 'focus'),
    () => ((document.getElementById('mail').value = 'ann@mail.example'), fire('mail', 'change')),
    () => fire('newsletter', 'submit'),
    () => document.getElementById('buy').dispatchEvent(new window.MouseEvent('click', { bubbles: true, cancelable: true })),
    () => errors.trackError({ message: "Cannot read 'x' of ann@mail.example", filename: 'https://shop.example/js/cart.js', lineno: 42, colno: 7, error: new TypeError('x') }),
    () => site.trackSiteSearch({ terms: ['trail', 'shoes'], totalResults: 0 }),
    () => site.trackSiteSearch({ terms: ['socks'] }),
    () => own('com.snowplowanalytics.snowplow/web_vitals', { lcp: 2812.5, cls: 0.04, inp: 640, fid: 9, navigationType: 'navigate' }),
    () => tracker.setUserId('c-31'),
    () => (tracker.enableActivityTracking({ minimumVisitLength: 1, heartbeatDelay: 1 }), tracker.trackPageView({ title: 'Order o-1001' })),
    () => (document.dispatchEvent(new window.Event('mousemove')), pause(1300)),
  ];
  for (const step of steps) {
    await step();
    await pause();
  }
}

async function serve(collectorUrl) {
  const node = require('@snowplow/node-tracker');
  const tracker = node.newTracker({ namespace: 'server', appId: 'shop-backend', encodeBase64: false }, { endpoint: collectorUrl, bufferSize: 1 });
  const own = (schema) => node.buildSelfDescribingEvent({ event: { schema: `iglu:${schema}/jsonschema/1-0-0`, data: {} } });
  const session = { schema: 'iglu:com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-2', data: { userId: '9d8f0c2e-0d0b-4a55-9b4e-0f6b5a6d1c11', sessionId: 's-5', sessionIndex: 3, storageMechanism: 'SQLITE', previousSessionId: null, firstEventId: null } };
  tracker.setPlatform('srv');
  tracker.setUserId('c-31');
  tracker.track(node.buildEcommerceTransaction({ orderId: 'o-1002', total: 59.8, currency: 'EUR', tax: 9.5, shipping: 4.9, affiliation: 'Berlin' }));
  tracker.track(node.buildEcommerceTransactionItem({ orderId: 'o-1002', sku: 'S-9', name: 'Socks', category: 'Socks', price: 7, quantity: 2, currency: 'EUR' }));
  tracker.track(own('com.shop/erase'));
  tracker.setPlatform('mob');
  tracker.track(node.buildScreenView({ name: 'Basket', id: '5f0a' }), [session]);
  tracker.track(own('com.snowplowanalytics.snowplow/application_background'), [session]);
  await pause(500);
}

collector.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${collector.address().port}`;
  await visit(url);
  await serve(url);
  received.sort((a, b) => a.dtm - b.dtm);
  fs.writeFileSync(path.join(__dirname, 'trackers.tsv'), received.map(enriched).join(''));
  process.exit(0);
});
