// The clock, the faults, and the strip of people.
import { $, avatar, h, reconcile } from "./dom.js";
import { act } from "./link.js";
import { me, now, store } from "./store.js";
import { clockTime, currentLanguage, hour, longDate, nextMonday, t } from "./words.js";

const FAULTS = {
  off: null,
  slow: { action: "delay", seconds: 3 },
  limit: { action: "status", method: "sendMessage", status: 429, retry_after: 5 },
  down: { action: "status", status: 502 },
  cut: { action: "cut_after" },
};

export function drawPeople(choose) {
  const rows = store.state.people.map((person) => ({ ...person, chosen: person.id === store.person, tongue: currentLanguage() }));
  reconcile($("people"), rows, (row) => row.id, (row) => h("button", {
    type: "button", class: "person", "aria-pressed": String(row.chosen), onclick: () => choose(row.id),
  }, h("span", { class: "seat" }, avatar(row.id, row.name), row.app === "zalo" && h("small", { class: "app-mark" }, "Zalo")),
  h("span", { class: "person-words" }, h("b", {}, row.name), h("small", {}, row.blocked ? t("blocked") : row.label || " ")),
  row.unread > 0 && h("span", { class: "badge" }, String(row.unread))));
}

export function drawClock() {
  if (!store.state) return;
  const instant = now();
  $("clock-time").textContent = clockTime(instant);
  $("clock-date").textContent = longDate(instant);
  $("phone-time").textContent = hour(instant);
}

export function drawFaults() {
  const chosen = chosenFault();
  const rows = Object.keys(FAULTS).map((name) => ({ name, chosen: name === chosen, words: t(name) }));
  reconcile($("faults"), rows, (row) => row.name, (row) => h("button", {
    type: "button", role: "radio", "aria-checked": String(row.chosen), class: `fault ${row.name}`,
    tabindex: row.chosen || (!chosen && row.name === "off") ? "0" : "-1",
    onclick: () => setFault(row.name), onkeydown: walkFaults,
  }, row.words));
  document.body.classList.toggle("broken", chosen !== "off");
}

function chosenFault() {
  const rule = store.state.faults[0];
  if (!rule) return "off";
  return Object.keys(FAULTS).find((name) => FAULTS[name]
    && Object.entries(FAULTS[name]).every(([key, value]) => rule[key] === value)) ?? null;
}

async function setFault(name) {
  await act("fault", null, "DELETE");
  if (FAULTS[name]) await act("fault", { ...FAULTS[name], app: me()?.app });
}

function walkFaults(event) {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...$("faults").children];
  const next = all[(all.indexOf(event.currentTarget) + step + all.length) % all.length];
  next.focus();
  next.click();
}

export function wireClock() {
  for (const button of document.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => (button.dataset.step === "monday"
      ? act("clock", { set: nextMonday(now()).toISOString() })
      : act("clock", { advance: Number(button.dataset.step) })));
  }
  setInterval(drawClock, 500);
}
