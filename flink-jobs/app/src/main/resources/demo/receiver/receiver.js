"use strict";
const byId = (id) => document.getElementById(id);
const table = document.querySelector("table");
const rows = document.querySelector("tbody");
const time = (value) => new Date(value).toLocaleTimeString();
const until = (value) => {
  const end = new Date(value);
  const today = end.toDateString() === new Date().toDateString();
  return today ? time(end) : end.toLocaleString([], { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" });
};

const row = (trigger) => {
  const tr = document.createElement("tr");
  tr.className = trigger.status;
  const status = trigger.status === "cancelled" ? "↩ cancelled: " + (trigger.reason ?? "") : "→ issued";
  const cells = [time(trigger.received_at), status, trigger.action, trigger.channel ?? "–", trigger.customer_id,
    trigger.purpose, trigger.rule_id, until(trigger.expires_at)];
  cells.forEach((text, column) => {
    const td = document.createElement("td");
    td.textContent = text;
    if (column === 1) td.className = trigger.status;
    tr.append(td);
  });
  return tr;
};

const show = (received) => {
  for (const name of ["issued", "cancelled", "repeated", "refused"]) {
    byId(name).textContent = received[name].toLocaleString();
  }
  table.hidden = received.triggers.length === 0;
  byId("state").textContent = table.hidden ? "Waiting for the first trigger …" : "Live; the latest first.";
  rows.replaceChildren(...received.triggers.toReversed().map(row));
};

const poll = async () => {
  try {
    show(await (await fetch("received")).json());
  } catch {
    byId("state").textContent = "The demo has ended; this is what had come.";
  }
  setTimeout(poll, 1000);
};
poll();
