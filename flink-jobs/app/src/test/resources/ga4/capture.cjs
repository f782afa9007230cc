// Records what a client of the Measurement Protocol sends, to client.jsonl:
//   npm install electron-google-analytics4@1.2.1 && node capture.cjs
const fs = require('fs');
const http = require('http');
const path = require('path');
const { default: Analytics4 } = require('electron-google-analytics4');

const sent = [];
const google = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => (body += chunk));
  request.on('end', () => (sent.push(body), response.end()));
});
const shoe = { item_id: 'T-204', item_name: 'Trail Runner 2', item_category: 'Shoes', price: 89.9, quantity: 2 };
const socks = { item_id: 'S-9', item_name: 'Socks', item_category: 'Socks', price: 7, quantity: 1 };
const page = { page_location: 'https://shop.example/shoes/trail-runner-2?mail=ann%40mail.example', engagement_time_msec: 100 };

google.listen(0, '127.0.0.1', async () => {
  const send = async (name, params) => {
    const client = new Analytics4('G-TEST', 'secret', '1830114012.1770000000', '1770000000');
    client.baseURL = `http://127.0.0.1:${google.address().port}/mp`;
    client.setUserProperties({ tier: { value: 'gold' } });
    await client.setParams({ ...page, ...params }).event(name);
  };
  await send('page_view', { page_title: 'Trail Runner 2', page_referrer: 'https://shop.example/shoes?page=2' });
  await send('view_item', { currency: 'EUR', value: 89.9, items: [{ ...shoe, quantity: 1 }] });
  await send('add_to_cart', { currency: 'EUR', items: [shoe, socks] });
  await send('begin_checkout', { currency: 'EUR', value: 186.8, coupon: 'SPRING', items: [shoe, socks] });
  await send('add_payment_info', { currency: 'EUR', value: 186.8, payment_type: 'card', items: [shoe, socks] });
  await send('purchase', { transaction_id: 10011, currency: 'EUR', value: 186.8, tax: 29.83, shipping: 0, items: [shoe, socks] });
  await send('size_advice', { product_id: 4711, fits: true, user_email: 'ann@mail.example', sizes: [42, 43] });
  await send('consent_updated', { purpose: 'marketing', granted: true });
  fs.writeFileSync(path.join(__dirname, 'client.jsonl'), sent.map((body) => body + '\n').join(''));
  google.close();
});
