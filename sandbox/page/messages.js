// One message as a phone shows it.
import { avatar, h } from "./dom.js";
import { hour, t } from "./words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "code", spoiler: "mark",
  blockquote: "q", expandable_blockquote: "q",
};
const SAFE = /^(https?|mailto|tg):/i;
const BARE = /^[a-z][a-z0-9+.-]*:/i;

/** Text with its entities: the text is cut at every entity's edge, and each piece is wrapped in what covers it. */
export function styled(text, entities, deed) {
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1];
    const covering = entities.filter((one) => one.offset <= start && one.offset + one.length >= end);
    const piece = document.createTextNode(text.slice(start, end));
    return covering.reduceRight((inner, one) => wrap(one, inner, text.slice(one.offset, one.offset + one.length), deed), piece);
  });
}

function wrap(entity, inner, words, deed) {
  if (TAGS[entity.type]) return h(TAGS[entity.type], {}, inner);
  if (entity.type === "bot_command") return h("a", { href: "#", class: "command", onclick: deed.command(words) }, inner);
  if (entity.type === "url" || entity.type === "text_link") return link(entity.url ?? words, inner, deed);
  if (entity.type === "email") return link(`mailto:${words}`, inner, deed);
  return h("span", { class: "tag" }, inner);
}

function link(address, inner, deed) {
  const url = BARE.test(address) ? address : `https://${address}`;
  if (!SAFE.test(url)) return h("span", {}, inner);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", onclick: deed.link(url) }, inner);
}

export const preview = (message) => message.text ?? message.caption ?? notice(message) ?? t(kindOf(message));

const kindOf = (message) =>
  ["photo", "sticker", "voice", "contact", "location", "document"].find((kind) => kind in message) ?? "document";

export function notice(message) {
  const by = message.from.first_name;
  const others = (message.new_chat_members ?? []).map((who) => who.first_name).join(", ");
  if (message.new_chat_members) {
    return message.new_chat_members[0].id === message.from.id ? t("joined", { a: by }) : t("added", { a: by, b: others });
  }
  if (message.left_chat_member) {
    const gone = message.left_chat_member;
    return gone.id === message.from.id ? t("left", { a: by }) : t("removed", { a: by, b: gone.first_name });
  }
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return t("upgraded");
  if (message.forum_topic_created) return t("topic", { a: message.forum_topic_created.name });
  return message.group_chat_created ? t("created", { a: by }) : undefined;
}

/** A row of the chat: a day, a notice or a bubble. `row` is plain data, `deed` what touching things does. */
export function rowNode(row, deed) {
  if (row.day) return h("div", { class: "notice" }, row.day);
  const words = notice(row.message);
  return words ? h("div", { class: "notice" }, words) : bubble(row, deed);
}

function bubble({ message, mine, group, first, last }, deed) {
  const classes = ["row", mine ? "mine" : "theirs", first && "first", last && "last"].filter(Boolean).join(" ");
  const face = group && !mine && h("span", { class: "face" }, last && avatar(message.from.id, message.from.first_name, message.from.is_bot));
  const body = h("div", { class: `bubble ${message.sticker ? "bare" : ""} ${message.edit_date ? "edited" : ""}`, tabindex: "0", onclick: deed.touch(message), onkeydown: deed.key(message) },
    group && !mine && first && h("b", { class: "sender", style: { "--hue": String((message.from.id * 47) % 360) } }, message.from.first_name),
    message.reply_to_message && quote(message.reply_to_message, deed),
    media(message),
    words(message, deed),
    h("span", { class: "stamp" }, message.edit_date ? `${t("edited")} ` : "", hour(new Date(message.date * 1000))));
  return h("div", { class: classes }, face, h("div", { class: "column" }, body, keyboard(message, deed)));
}

function words(message, deed) {
  const text = message.text ?? message.caption;
  if (!text) return null;
  return h("div", { class: "words" }, styled(text, message.entities ?? message.caption_entities ?? [], deed));
}

function quote(message, deed) {
  return h("button", { type: "button", class: "quote", onclick: deed.jump(message) },
    h("b", {}, message.from.first_name), h("span", {}, preview(message)));
}

function media(message) {
  if (message.photo) {
    const { file_id: id, width, height } = message.photo.at(-1);
    const image = h("img", { src: `/sandbox/media/${id}`, alt: message.caption ?? t("photo"), loading: "lazy", width: String(width), height: String(height) });
    return h("a", { class: "photo", href: `/sandbox/media/${id}`, target: "_blank" }, image);
  }
  if (message.document) return fileRow(message.document);
  if (message.sticker) return h("div", { class: "sticker" }, message.sticker.emoji ?? "🙂");
  if (message.voice) return h("div", { class: "plain-media" }, `🎤 ${t("voice")} · ${message.voice.duration} s`);
  if (message.contact) return h("div", { class: "plain-media" }, `👤 ${message.contact.first_name} · ${message.contact.phone_number}`);
  if (message.location) return h("div", { class: "plain-media" }, `📍 ${message.location.latitude}, ${message.location.longitude}`);
  return null;
}

function fileRow(file) {
  const kind = file.file_name.includes(".") ? file.file_name.split(".").at(-1).slice(0, 4) : "";
  const size = file.file_size < 1048576 ? `${Math.ceil(file.file_size / 1024)} KB` : `${(file.file_size / 1048576).toFixed(1)} MB`;
  return h("a", { class: "file", href: `/sandbox/media/${file.file_id}`, download: file.file_name },
    h("span", { class: "file-kind", "aria-hidden": "true" }, kind), h("span", {}, h("b", {}, file.file_name), h("small", {}, size)));
}

function keyboard(message, deed) {
  const rows = message.reply_markup?.inline_keyboard;
  return rows && h("div", { class: "keyboard" }, rows.map((row) => h("div", {}, row.map((button) => keyNode(message, button, deed)))));
}

function keyNode(message, button, deed) {
  if (button.url) {
    return h("a", { class: "key", href: SAFE.test(button.url) ? button.url : "#", target: "_blank", rel: "noopener noreferrer", onclick: deed.link(button.url) },
      button.text, h("span", { class: "corner", "aria-hidden": "true" }, "↗"));
  }
  return h("button", { type: "button", class: "key", onclick: deed.press(message, button) }, button.text);
}
