// The phone: which screen is shown, and how it follows the world.
import { $, avatar, h, paintAvatar, reconcile, toast } from "./dom.js";
import { act, listen } from "./link.js";
import { preview, rowNode } from "./messages.js";
import { closeMenu, drawComposer, dropQuote, quote, say, wireComposer } from "./composer.js";
import { askGroup, askPerson, showAlert, showChatMenu, showMessageMenu } from "./sheets.js";
import { isBotChat, me, now, recall, refresh, store, titleOf } from "./store.js";
import { drawClock, drawFaults, drawPeople, wireClock } from "./tools.js";
import { currentLanguage, dayName, listTime, setLanguage, t, translatePage } from "./words.js";

let follows = true; // whether the newest message stays in view
const pressed = new Map(); // callback id → the button that waits

// ---------------------------------------------------------------- going about
function choose(person) {
  store.person = person;
  openChat(null);
}

function openChat(chat, thread = null) {
  if (chat !== store.chatId) {
    store.chat = null;
    $("messages").replaceChildren();
  }
  store.chatId = chat;
  store.thread = thread;
  dropQuote();
  closeMenu();
  return update();
}

// ---------------------------------------------------------------- drawing
function draw() {
  drawPeople(choose);
  drawClock();
  drawFaults();
  $("phone-owner").textContent = me()?.name ?? "";
  document.body.dataset.app = me()?.app ?? "telegram";
  drawList();
  $("chat-screen").hidden = !store.chat;
  $("list-screen").hidden = Boolean(store.chat);
  if (store.chat) drawChat();
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.setAttribute("aria-pressed", String(button.dataset.lang === currentLanguage()));
  }
}

function drawList() {
  const age = (chat) => chat.last?.date ?? 0;
  const chats = [...store.state.chats].sort((a, b) => age(b) - age(a));
  const rows = chats.map((chat) => ({
    id: chat.id, title: titleOf(chat), bot: isBotChat(chat), unread: chat.unread,
    when: chat.last ? listTime(new Date(chat.last.date * 1000), now()) : "", words: lastWords(chat),
  }));
  reconcile($("chat-list"), rows, (row) => row.id, (row) => h("button", { type: "button", class: "chat-row", onclick: () => openChat(row.id) },
    avatar(row.id, row.title, row.bot),
    h("span", { class: "chat-row-words" },
      h("span", { class: "line" }, h("b", {}, row.title), h("time", {}, row.when)),
      h("span", { class: "line" }, h("span", { class: "clip" }, row.words), row.unread > 0 && h("span", { class: "badge" }, String(row.unread))))));
}

function lastWords(chat) {
  if (!chat.last) return t("draft");
  const who = chat.last.from.id === store.person ? `${t("you")}: ` : isBotChat(chat) ? "" : `${chat.last.from.first_name}: `;
  const plain = chat.last.text ?? chat.last.caption ?? chat.last.photo ?? chat.last.document;
  return `${plain ? who : ""}${preview(chat.last)}`.replaceAll("\n", " ");
}

function drawChat() {
  const { chat } = store;
  const bot = isBotChat(chat);
  paintAvatar($("chat-avatar"), chat.id, titleOf(chat), bot);
  $("chat-title").textContent = titleOf(chat);
  const inside = ["member", "administrator"].includes(chat.standing);
  const quiet = bot ? t("bot") : t("members", { n: chat.members.length + (inside ? 1 : 0) });
  $("chat-subtitle").textContent = chat.typing ? t("typing") : quiet;
  $("chat-subtitle").classList.toggle("typing", chat.typing);
  drawTopics(chat);
  drawMessages(chat, !bot);
  drawComposer();
}

function drawTopics(chat) {
  $("topics").hidden = !chat.topics?.length;
  const rows = [{ id: null, title: t("allTopics") }, ...(chat.topics ?? [])].map((row) => ({ ...row, chosen: row.id === store.thread }));
  reconcile($("topics"), rows, (row) => row.id ?? "all", (row) => h("button", {
    type: "button", "aria-pressed": String(row.chosen), onclick: () => openChat(store.chatId, row.id),
  }, row.title));
}

function rowsOf(chat, group) {
  const shown = chat.messages.filter((message) => store.thread === null || message.message_thread_id === store.thread);
  const rows = [];
  shown.forEach((message, place) => {
    const day = dayName(new Date(message.date * 1000), now());
    const before = shown[place - 1];
    const sameDay = before && dayName(new Date(before.date * 1000), now()) === day;
    if (!sameDay) rows.push({ key: `day-${message.message_id}`, day });
    const joined = (one) => Boolean(one) && one.from.id === message.from.id && !serviceLine(one) && Math.abs(one.date - message.date) < 600;
    rows.push({
      key: message.message_id, message, group, mine: message.from.id === store.person, tongue: currentLanguage(),
      first: !(sameDay && joined(before)), last: !joined(shown[place + 1]),
    });
  });
  return rows;
}

const serviceLine = (message) => ["new_chat_members", "left_chat_member", "migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created"].some((key) => key in message);

function drawMessages(chat, group) {
  const box = $("messages");
  follows ||= !box.childElementCount;
  const rows = rowsOf(chat, group);
  if (!rows.length) rows.push({ key: "empty", empty: true, bot: !group, about: store.state.description, tongue: currentLanguage() });
  reconcile(box, rows, (row) => row.key, (row) => (row.empty ? emptyNode(row) : rowNode(row, deeds)));
  stickToEnd();
}

function isAtEnd() {
  const box = $("messages");
  return box.scrollHeight - box.scrollTop - box.clientHeight < 120;
}

/** A reader at the end stays there when a message comes, the keyboard opens or a picture has loaded. */
function stickToEnd() {
  if (follows) $("messages").scrollTop = $("messages").scrollHeight;
}

function emptyNode(row) {
  if (!row.bot || !row.about) return h("div", { class: "notice middle" }, t("emptyChat"));
  return h("div", { class: "about" }, h("b", {}, t("emptyBot")), h("p", {}, row.about));
}

// ---------------------------------------------------------------- what touching things does
const deeds = {
  command: (words) => (event) => { halt(event); say(words); },
  link: (url) => (event) => followLink(url, event),
  touch: (message) => (event) => {
    const selecting = String(getSelection());
    if (!event.target.closest("a, button") && !selecting) openMessageMenu(message);
  },
  key: (message) => (event) => {
    if (event.target === event.currentTarget && ["Enter", " "].includes(event.key)) { halt(event); openMessageMenu(message); }
  },
  jump: (message) => (event) => { halt(event); jumpTo(message.message_id); },
  press: (message, button) => (event) => { halt(event); press(message, button, event.currentTarget); },
};

function halt(event) {
  event.preventDefault();
  event.stopPropagation();
}

const openMessageMenu = (message) => showMessageMenu(message, { reply: (one) => later("reply", one), edit: (one) => later("edit", one) });

// The dialog gives the focus back when it closes; the field takes it after that.
const later = (kind, message) => { setTimeout(() => quote(kind, message)); };

function jumpTo(number) {
  const row = $("messages").querySelector(`[data-key="${number}"]`);
  row?.scrollIntoView({ block: "center", behavior: "smooth" });
  row?.animate?.([{ filter: "brightness(.85)" }, { filter: "none" }], 900);
}

/** A link that starts this very bot opens its chat and says so; every other one goes where it leads. */
function followLink(url, event) {
  event.stopPropagation();
  const start = startOf(url);
  if (start === null) return;
  event.preventDefault();
  openChat(store.person).then(() => say(start ? `/start ${start}` : "/start", { thread: null }));
}

function startOf(url) {
  try {
    const { protocol, hostname, pathname, searchParams } = new URL(url);
    const name = protocol === "tg:" ? searchParams.get("domain") : hostname === "t.me" ? pathname.slice(1) : "";
    const ours = name?.toLowerCase() === store.state.bot.username.toLowerCase();
    return ours ? searchParams.get("start") ?? "" : null;
  } catch {
    return null;
  }
}

async function press(message, button, node) {
  if (node.classList.contains("busy")) return;
  node.classList.add("busy");
  const result = await act("press", { person: store.person, chat: message.chat.id, message: message.message_id, choice: button.callback_data });
  if (!result) return node.classList.remove("busy");
  pressed.set(result.callback, node);
  setTimeout(() => {
    if (pressed.delete(result.callback)) { node.classList.remove("busy"); toast(t("noAnswer")); }
  }, 15000);
}

function onAnswer({ callback, person, text, show_alert: alert, url }) {
  pressed.get(callback)?.classList.remove("busy");
  pressed.delete(callback);
  if (person !== store.person) return;
  if (url && startOf(url) !== null) followLink(url, new Event("answer", { cancelable: true }));
  if (text && alert) showAlert(text);
  else if (text) toast(text);
}

// ---------------------------------------------------------------- following the world
let busy = false;
let again = false;

async function update() {
  if (busy) { again = true; return; }
  busy = true;
  do {
    again = false;
    try {
      await refresh();
      draw();
    } catch (error) {
      if (!(error instanceof TypeError)) toast(error.message);
    }
  } while (again);
  busy = false;
  if (store.chat?.typing) setTimeout(update, 1500);
}

function wire() {
  $("back").addEventListener("click", () => openChat(null));
  $("add-person").addEventListener("click", () => askPerson(choose));
  $("add-group").addEventListener("click", () => askGroup(openChat));
  $("chat-menu").addEventListener("click", () => showChatMenu(openChat));
  $("tools-toggle").addEventListener("click", () => {
    const shown = document.body.classList.toggle("tools-shown");
    $("tools-toggle").setAttribute("aria-expanded", String(shown));
  });
  const hideTools = () => {
    document.body.classList.remove("tools-shown");
    $("tools-toggle").setAttribute("aria-expanded", "false");
  };
  document.querySelector(".phone").addEventListener("pointerdown", hideTools);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTools(); });
  new ResizeObserver(stickToEnd).observe($("messages"));
  $("messages").addEventListener("scroll", () => { follows = isAtEnd(); });
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => { setLanguage(button.dataset.lang); draw(); });
  }
  wireComposer();
  wireClock();
}

recall();
translatePage();
wire();
listen(update, onAnswer);
