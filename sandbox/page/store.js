// What the page knows: who one is, which chat is open, and the server's latest word on both.
import { ask } from "./link.js";

export const store = { person: null, chatId: null, thread: null, state: null, chat: null, skew: 0 };

export const me = () => store.state?.people.find((person) => person.id === store.person);
export const now = () => new Date(Date.now() + store.skew);
export const isBotChat = (chat) => chat.type === "private";
export const titleOf = (chat) => (isBotChat(chat) ? store.state.bot.first_name : chat.title);

export function remember() {
  sessionStorage.setItem("sandbox.person", store.person ?? "");
  sessionStorage.setItem("sandbox.chat", store.chatId ?? "");
}

export function recall() {
  store.person = Number(sessionStorage.getItem("sandbox.person")) || null;
  store.chatId = Number(sessionStorage.getItem("sandbox.chat")) || null;
}

/** Bring the store up to date; a chat that is gone, by migration or by leaving, is left for the list. */
export async function refresh() {
  let state = await ask("state");
  if (!state.people.some((person) => person.id === store.person)) {
    store.person = state.people[0]?.id ?? null;
    store.chatId = null;
  }
  if (store.person) state = await ask("state", { person: store.person });
  store.skew = new Date(state.now) - Date.now();
  store.state = state;
  if (!state.chats.some((chat) => chat.id === store.chatId)) store.chatId = null;
  const [person, chatId] = [store.person, store.chatId];
  const chat = chatId ? await ask("chat", { person, chat: chatId }) : null;
  if (person === store.person && chatId === store.chatId) store.chat = chat;
  if (chat) settleRead(state, chat);
  remember();
}

function settleRead(state, chat) {
  const listed = state.chats.find((one) => one.id === chat.id);
  const owner = state.people.find((person) => person.id === store.person);
  owner.unread -= listed.unread;
  listed.unread = 0;
}
