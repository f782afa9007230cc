const STORY = ['open', 'grown', 'muted', 'recovered', 'calm'];

/** Answers of the console's HTTP contract out of the world's state. */
export function api(state, { auth = 'none' }, headers) {
  const streams = new Set();
  // As the server's: sessions live in its memory, each with a CSRF token of its own; without a login, asking for one begins one.
  const sessions = new Map();
  let begun = 0;
  let down = false;
  let refusal = null;

  const begin = (response) => {
    const id = `s${++begun}`;
    sessions.set(id, `csrf-${begun}`);
    response.setHeader('Set-Cookie', `waymark=${id}; Path=/; HttpOnly; SameSite=Strict`);
    return id;
  };

  const send = (stream, event, data) => stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const tell = (event, data) => streams.forEach((stream) => send(stream, event, data));
  const ticker = setInterval(() => tell('status', state.status()), 1000);
  let lacking = null;
  const beat = () => state.touchpoints().forEach((place) => tell('pulse', { ...place, figures: place.figures.filter((figure) => figure.measure !== lacking).map(({ series, ...figure }) => figure) }));
  const pulse = setInterval(beat, 3000);
  let story;

  function incident(step) {
    const before = new Set(state.alerts().map((alert) => alert.alert_id));
    state.go(step);
    for (const alert of state.alerts()) {
      tell('alert', alert);
      before.delete(alert.alert_id);
    }
    before.forEach((id) => tell('gone', { alert_id: id }));
  }

  function kafka(reachable) {
    state.kafka(reachable);
    tell('status', state.status());
  }

  const page = (items, params) => {
    const from = Number(params.get('after') ?? 0);
    const limit = Number(params.get('limit') ?? 50);
    return { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null };
  };

  const listed = (params) => {
    const view = params.get('view') ?? 'open';
    const words = (params.get('q') ?? '').toLowerCase().trim().split(/\s+/);
    const sort = params.get('sort') ?? 'severity';
    const way = sort === 'age' ? 1 : -1;
    const inOrder = [...state.alerts()].sort((a, b) => way * (a.order[sort] - b.order[sort] || (a.alert_id < b.alert_id ? -1 : 1)));
    return inOrder.filter((alert) => {
      const over = alert.status === 'resolved' || alert.work === 'closed';
      const quiet = alert.muted !== null || alert.work === 'snoozed';
      const fits = view === 'all' || (view === 'open' && !over && !quiet) || (view === 'muted' && !over && quiet) || (view === 'resolved' && over);
      return fits && (!params.get('severity') || alert.severity === params.get('severity')) && words.every((word) => [alert.title, ...alert.rule_ids, alert.touchpoint, alert.team, alert.alert_id].join(' ').toLowerCase().includes(word));
    });
  };

  /** How many are open, by severity: all of them. */
  const opened = () => {
    const open = {};
    for (const { severity } of listed(new URLSearchParams())) open[severity] = (open[severity] ?? 0) + 1;
    return open;
  };

  const acts = {
    acknowledge: (id) => state.change(id, { work: 'acknowledged', owner: 'somchai', acknowledged_at: new Date().toISOString() }, 'acknowledge'),
    assign: (id, { owner }) => state.change(id, { owner }, 'assign', owner),
    snooze: (id, { until }) => state.change(id, { work: 'snoozed', snoozed_until: until }, 'snooze'),
    resolve: (id, { cause, note }) => state.change(id, { status: 'resolved', work: 'closed', cause }, 'resolve', note),
  };

  const reads = {
    status: () => state.status(),
    alerts: (params) => ({ ...page(listed(params), params), open: opened() }),
    silences: (params) => page(state.silences(), params),
    touchpoints: (params) => ({ items: state.touchpoints(params.get('persona')), personas: state.personas(), next: null }),
    flow: () => state.flow(),
    customers: (params) => page(state.customers(params.get('q') ?? ''), params),
    interventions: (params) => ({ ...page(state.interventions(), params), global: state.everything() }),
    rules: () => ({ items: state.rules(), next: null }),
    audit: (params) => page(state.audit(), params),
  };

  function answer(method, [what, id, act], params, body) {
    if (method === 'GET' && what === 'alerts' && id) return state.details(id);
    if (method === 'GET' && what === 'customers' && id) return state.customer(id);
    if (method === 'GET' && what === 'audit' && id === 'verify') return { ok: true, checked: state.audit().length, broken_at: null };
    if (method === 'GET') return reads[what]?.(params);
    if (what === 'alerts') {
      const changed = state.alert(id) && acts[act]?.(id, body);
      if (changed) tell('alert', changed);
      return changed;
    }
    if (what === 'silences' && method === 'POST') return state.silence(body);
    if (what === 'silences') return state.endSilence(id) ?? {};
    if (what === 'interventions') return state.pause(id, act === 'pause' ? { by: 'somchai', reason: body.reason, at: new Date().toISOString() } : null);
    return undefined;
  }

  async function handle(request, response, url) {
    const json = (code, value) => response.writeHead(code, { ...headers, 'Content-Type': 'application/json' }).end(JSON.stringify(value));
    if (down) return request.socket.destroy();
    const [root, ...path] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    if (root === 'fake') {
      if (path[0] === 'incident') incident(path[1]);
      if (path[0] === 'kafka') kafka(path[1] === 'back');
      return json(200, {});
    }
    let text = '';
    for await (const part of request) text += part;
    const body = text ? JSON.parse(text) : {};
    if (path[0] === 'oidc') {
      // As a provider does that knows the browser already: it sends it straight back.
      begin(response);
      return response.writeHead(303, { ...headers, Location: '/' }).end();
    }
    if (path[0] === 'login') {
      if (body.token !== 'open sesame') return json(401, { error: 'nobody has this token', code: 'no_login', auth });
      begin(response);
      return json(200, {});
    }
    const known = /waymark=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
    const mine = sessions.has(known) ? known : auth === 'none' && path[0] === 'session' ? begin(response) : null;
    if (mine === null) return json(401, { error: 'log in first', code: 'no_login', auth });
    if (request.method !== 'GET' && request.headers['x-csrf-token'] !== sessions.get(mine)) return json(403, { error: "the request lacks this session's X-CSRF-Token: load the page anew", code: 'stale_page' });
    if (path[0] === 'session') return json(200, state.session(sessions.get(mine)));
    if (path[0] === 'logout') {
      sessions.delete(mine);
      return json(200, { leave: auth === 'oidc' ? `http://${request.headers.host}/?left=there` : null });
    }
    if (path[0] === 'stream') {
      response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return send(response, 'status', state.status());
    }
    if (refusal !== null && request.method !== 'GET') return json(refusal.status, { error: refusal.error, code: refusal.code });
    const said = answer(request.method, path, url.searchParams, body);
    return said === undefined || said === null ? json(404, { error: 'there is nothing of that name: load the page anew', code: 'not_found' }) : json(200, said);
  }

  handle.controls = {
    incident,
    kafka,
    /** How many pages listen. */
    listening: () => streams.size,
    /** So many records were passed by. */
    unreadable(count) {
      state.unreadable(count);
      tell('status', state.status());
    },
    /** Pulses say nothing of this measure; null: they say all. */
    lack(measure) {
      lacking = measure;
      beat();
    },
    refresh: () => tell('refresh', {}),
    /** Whatever is asked for to be done is refused; null: it is done. */
    refuse(status, code, error) {
      refusal = status === null ? null : { status, code, error };
    },
    /** A snooze that ends by itself: the stream says nothing of it. */
    endSnooze: (id) => state.change(id, { work: 'new', snoozed_until: null }, 'snooze ended'),
    /** As if the server had been started anew: it knows no session any more. */
    restart() {
      sessions.clear();
      streams.forEach((stream) => stream.destroy());
    },
    /** As if another page of the same browser had begun sessions anew. */
    renewTokens() {
      for (const id of sessions.keys()) sessions.set(id, `csrf-${++begun}`);
    },
    /** As if the server had been killed, or was back. */
    away(gone) {
      down = gone;
      if (gone) streams.forEach((stream) => stream.destroy());
    },
    tellTheStory(every) {
      let at = 0;
      story = setInterval(() => incident(STORY[at++ % STORY.length]), every);
    },
    stop() {
      [ticker, pulse, story].forEach(clearInterval);
    },
  };
  return handle;
}
