const row = (id, unit, direction, formula) => ({ id, unit, direction, formula });

export const measures = [
  row('events', 'count', 'neither', 'events'),
  row('views', 'count', 'neither', 'pages and screens shown'),
  row('customers', 'count', 'neither', 'distinct customers or devices'),
  row('step_conversion', 'share', 'lower_is_worse', 'went on to a later step in time / took this one; matured only'),
  row('cart_abandonment', 'share', 'higher_is_worse', '1 - carts bought / carts decided; matured only'),
  row('checkout_abandonment', 'share', 'higher_is_worse', 'checkouts abandoned / (abandoned + bought); matured only'),
  row('queue_abandonment', 'share', 'higher_is_worse', 'left / (answered + left)'),
  row('wait_p90', 'milliseconds', 'higher_is_worse', '90th percentile of waits'),
  row('wait_oldest', 'milliseconds', 'higher_is_worse', 'longest that somebody is waiting now'),
  row('in_queue', 'count', 'higher_is_worse', 'waiting now'),
  row('speed_of_answer', 'milliseconds', 'higher_is_worse', 'sum of waits of answered / answered (ASA)'),
  row('service_level_f4', 'share', 'lower_is_worse', 'answered in T / (answered + left after T)'),
  row('handle_time', 'milliseconds', 'higher_is_worse', 'sum of talk, hold and after-call work / handled (AHT)'),
  row('first_contact_resolution', 'share', 'lower_is_worse', '1 - episodes contacted about again within 7 days / resolved episodes; matured only (FCR)'),
  row('nps', 'score', 'lower_is_worse', '100 * (promoters - detractors) / answers'),
  row('csat', 'share', 'lower_is_worse', 'top two boxes / answers'),
  row('effort', 'score', 'higher_is_worse', 'mean effort of the customers who were here, 0 to 100'),
  row('emotion', 'score', 'lower_is_worse', 'mean emotion of the customers who were here, -1 to 1'),
  row('frustration', 'share', 'higher_is_worse', 'sessions with frustration / sessions'),
  row('errors', 'share', 'higher_is_worse', 'errors / views'),
  row('lcp_p75', 'milliseconds', 'higher_is_worse', '75th percentile of the largest contentful paint'),
  row('payment_failures', 'share', 'higher_is_worse', 'payments failed / attempted'),
];

export const stages = [
  { id: 'awareness', label: { en: 'Awareness', th: 'การรับรู้' } },
  { id: 'consideration', label: { en: 'Consideration', th: 'การพิจารณา' } },
  { id: 'purchase', label: { en: 'Purchase', th: 'การซื้อ' } },
  { id: 'retention', label: { en: 'Retention', th: 'การคงอยู่' } },
  { id: 'advocacy', label: { en: 'Advocacy', th: 'การสนับสนุน' } },
];
