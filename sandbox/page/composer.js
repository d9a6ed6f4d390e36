// Writing: the text field, the menu of commands, replying and editing.
import { $, h, reconcile } from "./dom.js";
import { act, base64 } from "./link.js";
import { isBotChat, me, store } from "./store.js";
import { preview } from "./messages.js";
import { t } from "./words.js";

let quoted = null; // { kind: "reply" | "edit", message }
let menuOpen = false;
let marked = 0;

export const say = (text, extra = {}) => act("says", { person: store.person, chat: store.chatId, text, thread: store.thread, ...extra });

export function quote(kind, message) {
  quoted = { kind, message };
  if (kind === "edit") fill(message.text ?? message.caption);
  drawQuote();
  $("text").focus();
}

export function dropQuote() {
  if (quoted?.kind === "edit") fill("");
  quoted = null;
  drawQuote();
}

function drawQuote() {
  $("quote-bar").hidden = !quoted;
  if (!quoted) return;
  const { kind, message } = quoted;
  $("quote-kind").textContent = kind === "edit" ? t("editing") : t("replyTo", { a: message.from.first_name });
  $("quote-text").textContent = preview(message);
}

function fill(text) {
  $("text").value = text;
  grow();
}

function grow() {
  const field = $("text");
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  $("composer").classList.toggle("has-text", field.value.trim() !== "");
}

async function submit(event) {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  const { kind, message } = quoted ?? {};
  const sent = kind === "edit"
    ? await act("edit", { person: store.person, chat: store.chatId, message: message.message_id, text })
    : await say(text, { reply_to: message?.message_id });
  if (!sent) return;
  quoted = null;
  fill("");
  drawQuote();
  closeMenu();
}

// ---------------------------------------------------------------- the menu of commands
function found() {
  const typed = $("text").value;
  if (!typed.startsWith("/")) return menuOpen ? store.chat.commands : [];
  const wanted = typed.slice(1).toLowerCase();
  return /\s/.test(typed) ? [] : store.chat.commands.filter(({ command }) => command.startsWith(wanted));
}

export function drawMenu() {
  if (!store.chat) return;
  const commands = found();
  const empty = menuOpen && store.chat.commands.length === 0;
  marked = Math.min(marked, Math.max(commands.length - 1, 0));
  $("commands").hidden = commands.length === 0 && !empty;
  $("slash").setAttribute("aria-expanded", String(!$("commands").hidden));
  const rows = empty ? [{ none: t("noCommands") }] : commands.map((one, place) => ({ ...one, marked: place === marked }));
  reconcile($("commands"), rows, (row) => row.command ?? "none", (row) => (row.none ? h("p", { class: "hint" }, row.none) : h("div", {
    role: "option", class: "menu-item", "aria-selected": String(row.marked), onclick: () => run(row.command),
  }, h("b", {}, `/${row.command}`), h("span", {}, row.description))));
  $("commands").querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
}

function run(command) {
  fill("");
  closeMenu();
  const address = isBotChat(store.chat) ? "" : `@${store.state.bot.username}`;
  say(`/${command}${address}`);
}

export function closeMenu() {
  menuOpen = false;
  marked = 0;
  drawMenu();
}

function onKey(event) {
  const commands = $("commands").hidden ? [] : found();
  if (event.key === "Escape") {
    if (menuOpen || commands.length) closeMenu();
    if (quoted) dropQuote();
  } else if (commands.length && ["ArrowDown", "ArrowUp"].includes(event.key)) {
    event.preventDefault();
    marked = (marked + (event.key === "ArrowDown" ? 1 : -1) + commands.length) % commands.length;
    drawMenu();
  } else if (commands.length && event.key === "Tab" && !event.shiftKey) {
    event.preventDefault();
    fill(`/${commands[marked].command} `);
    drawMenu();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    const typed = $("text").value.slice(1);
    if (commands.length && !commands.some(({ command }) => command === typed)) run(commands[marked].command);
    else $("composer").requestSubmit();
  }
}

async function sendFile() {
  const [file] = $("file").files;
  $("file").value = "";
  if (!file) return;
  const content = await base64(file);
  const photo = ["image/png", "image/jpeg", "image/gif"].includes(file.type);
  const rest = photo ? { kind: "photo" } : { kind: "document", name: file.name };
  await act("send", { person: store.person, chat: store.chatId, content, ...rest });
}

export function drawComposer() {
  const { chat } = store;
  const blocked = isBotChat(chat) && me().blocked;
  const zalo = chat.app === "zalo";
  const fresh = isBotChat(chat) && !chat.started && !zalo;
  $("composer").hidden = blocked || fresh;
  $("slash").hidden = zalo && isBotChat(chat); // without a menu of commands there is only the bot to be mentioned
  $("slash").firstElementChild.textContent = zalo ? "@" : "/";
  $("big-button").hidden = !(blocked || fresh);
  $("big-button").textContent = t(blocked ? "unblock" : "start");
  drawMenu();
}

export function wireComposer() {
  $("composer").addEventListener("submit", submit);
  $("text").addEventListener("keydown", onKey);
  $("text").addEventListener("input", () => { grow(); marked = 0; drawMenu(); });
  $("slash").addEventListener("click", () => {
    if (store.chat.app === "zalo") fill(`@${store.state.bot.first_name} ${$("text").value}`);
    else menuOpen = !menuOpen;
    drawMenu();
    $("text").focus();
  });
  $("attach").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", sendFile);
  $("quote-drop").addEventListener("click", dropQuote);
  $("big-button").addEventListener("click", () => (me().blocked
    ? act("block", { person: store.person, blocked: false })
    : say("/start")));
}
