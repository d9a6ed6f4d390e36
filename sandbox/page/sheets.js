// The dialogs: a new person, a new group, a chat's options, what can be done with a message.
import { dialog, h, toast } from "./dom.js";
import { act } from "./link.js";
import { isBotChat, me, store, titleOf } from "./store.js";
import { t } from "./words.js";

const STANDINGS = { member: "member", administrator: "administrator", kicked: "kicked", absent: "absent", left: "leftGroup" };
const field = (label, control) => h("label", { class: "field" }, h("span", {}, label), control);
const check = (label, control) => h("label", { class: "check" }, control, h("span", {}, label));
const cancel = () => ({ words: t("cancel"), kind: "plain" });

export function askPerson(choose) {
  const name = h("input", { required: true, maxLength: 64 });
  const label = h("input", { maxLength: 32 });
  const tongue = h("select", {}, h("option", { value: "vi" }, "Tiếng Việt"), h("option", { value: "en" }, "English"));
  const app = h("select", {}, h("option", { value: "telegram" }, "Telegram"), h("option", { value: "zalo" }, "Zalo"));
  dialog(t("addPerson"), [field(t("name"), name), field(t("app"), app), field(t("label"), label), field(t("tongue"), tongue)], [cancel(), {
    words: t("save"), kind: "main", act: async () => {
      if (!name.value.trim()) return name.focus(), false;
      const person = await act("person", { name: name.value.trim(), label: label.value.trim(), language: tongue.value, app: app.value });
      if (!person) return false;
      choose(person.id);
    },
  }]);
}

export function askGroup(open) {
  const title = h("input", { required: true, maxLength: 128 });
  const others = store.state.people.filter((person) => person.id !== store.person && person.app === me().app)
    .map((person) => ({ person, box: h("input", { type: "checkbox", checked: true }) }));
  const bot = h("input", { type: "checkbox", checked: true });
  const forum = h("input", { type: "checkbox" });
  dialog(t("newGroup"), [field(t("groupTitle"), title),
    h("div", { class: "checks" }, others.map(({ person, box }) => check(person.name, box))),
    check(t("withBot"), bot), me().app === "telegram" && check(t("forum"), forum)].filter(Boolean), [cancel(), {
    words: t("save"), kind: "main", act: async () => {
      if (!title.value.trim()) return title.focus(), false;
      const members = [store.person, ...others.filter(({ box }) => box.checked).map(({ person }) => person.id)];
      const group = await act("group", { title: title.value.trim(), members, with_bot: bot.checked, forum: forum.checked });
      if (!group) return false;
      open(group.id);
    },
  }]);
}

export function showChatMenu(open) {
  const chat = store.chat;
  if (isBotChat(chat)) return showBotMenu();
  const { person, state } = store;
  const change = (action, rest = {}) => act("membership", { group: chat.id, action, person, ...rest });
  const inside = ["member", "administrator"].includes(chat.standing);
  const names = state.people.filter((one) => chat.members.includes(one.id)).map((one) => one.name).join(", ");
  const outside = state.people.filter((one) => one.app === chat.app && !chat.members.includes(one.id));
  const item = (words, run) => ({ words, kind: "item", act: run });
  dialog(titleOf(chat), [h("p", { class: "hint" }, names), h("p", { class: "hint" }, t("botStatus", { a: t(STANDINGS[chat.standing]) }))], [
    ...outside.map((one) => item(`${t("addMember")}: ${one.name}`, () => act("membership", { group: chat.id, action: "join", person: one.id }))),
    !inside && item(t("addBot"), () => change("add_bot")),
    chat.app === "telegram" && chat.standing === "member" && item(t("makeAdmin"), () => change("promote_bot")),
    chat.is_forum && item(t("newTopic"), () => { askTopic(change); return false; }),
    chat.app === "telegram" && chat.type === "group" && item(t("migrate"), async () => {
      const moved = await change("migrate");
      if (moved) open(moved.id);
    }),
    inside && { words: t("kickBot"), kind: "item danger", act: () => change("kick_bot") },
    { words: t("close"), kind: "plain" },
  ].filter(Boolean));
}

function askTopic(change) {
  const title = h("input", { required: true, maxLength: 128 });
  dialog(t("newTopic"), [field(t("topicTitle"), title)], [cancel(), {
    words: t("save"), kind: "main", act: async () => (title.value.trim() ? change("topic", { title: title.value.trim() }) : false),
  }]);
}

function showBotMenu() {
  const { blocked } = me();
  dialog(store.state.bot.first_name, [h("p", { class: "hint" }, me().app === "zalo" ? "Zalo" : `@${store.state.bot.username}`)], [
    { words: t(blocked ? "unblockBot" : "block"), kind: blocked ? "item" : "item danger", act: () => act("block", { person: store.person, blocked: !blocked }) },
    { words: t("close"), kind: "plain" },
  ]);
}

export function showMessageMenu(message, deeds) {
  const text = message.text ?? message.caption ?? "";
  const mine = message.from.id === store.person;
  dialog("", [h("p", { class: "hint clip" }, text)], [
    { words: t("reply"), kind: "item", act: () => deeds.reply(message) },
    mine && text && me().app === "telegram" && { words: t("edit"), kind: "item", act: () => deeds.edit(message) },
    text && { words: t("copy"), kind: "item", act: () => navigator.clipboard?.writeText(text).catch((error) => toast(error.message)) },
    { words: t("close"), kind: "plain" },
  ].filter(Boolean));
}

export const showAlert = (text) => dialog(store.state.bot.first_name, [h("p", {}, text)], [{ words: "OK", kind: "main" }]);
