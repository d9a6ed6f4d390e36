// Every word of the page, in both languages.
const WORDS = {
  vi: {
    who: "Bạn là ai?", addPerson: "Thêm người", tools: "Đồng hồ và sự cố", chats: "Trò chuyện", newGroup: "Nhóm mới",
    back: "Quay lại", chatMenu: "Tùy chọn", messages: "Tin nhắn", commands: "Lệnh", cancel: "Hủy", write: "Tin nhắn",
    attach: "Gửi ảnh hoặc tệp", send: "Gửi", clock: "Đồng hồ", plusHour: "+1 giờ", plusDay: "+1 ngày",
    toMonday: "Đến 08:00 thứ Hai tới", faults: "Sự cố", faultsHint: "Máy chủ nhắn tin trả lời bot thế nào",
    off: "Bình thường", slow: "Chậm 3 giây", limit: "429: gửi quá nhanh", down: "Mất kết nối (502)", cut: "Đứt giữa chừng",
    language: "Ngôn ngữ của trang", start: "BẮT ĐẦU", unblock: "BỎ CHẶN", typing: "đang soạn tin…", bot: "bot",
    members: "{n} thành viên", edited: "đã sửa", reply: "Trả lời", edit: "Sửa", copy: "Chép", you: "Bạn",
    photo: "Ảnh", sticker: "Nhãn dán", voice: "Tin thoại", contact: "Danh bạ", location: "Vị trí", document: "Tệp",
    emptyChat: "Chưa có tin nhắn", emptyBot: "Bot này làm được gì?", noChats: "Chưa có cuộc trò chuyện nào",
    today: "Hôm nay", yesterday: "Hôm qua", added: "{a} đã thêm {b}", joined: "{a} đã vào nhóm", left: "{a} đã rời nhóm",
    removed: "{a} đã xóa {b} khỏi nhóm", upgraded: "Nhóm đã nâng cấp thành siêu nhóm", topic: "Chủ đề mới: {a}",
    created: "{a} đã lập nhóm", allTopics: "Tất cả", name: "Họ tên", label: "Vai trò (để nhớ)", app: "Ứng dụng", tongue: "Ngôn ngữ", save: "Xong",
    groupTitle: "Tên nhóm", topicTitle: "Tên chủ đề", withBot: "Có bot trong nhóm", forum: "Chia theo chủ đề", addBot: "Thêm bot", kickBot: "Xóa bot khỏi nhóm",
    makeAdmin: "Cho bot làm quản trị", migrate: "Nâng cấp thành siêu nhóm", newTopic: "Chủ đề mới", addMember: "Thêm thành viên",
    block: "Chặn bot", unblockBot: "Bỏ chặn bot", close: "Đóng", replyTo: "Trả lời {a}", editing: "Sửa tin nhắn",
    botStatus: "Bot: {a}", member: "thành viên", administrator: "quản trị", kicked: "đã bị xóa", absent: "chưa vào", leftGroup: "đã rời",
    noCommands: "Bot chưa đặt lệnh nào", offline: "Mất liên lạc với máy chủ, đang thử lại…", noAnswer: "Bot không trả lời nút bấm",
    writeSlash: "Gõ / để xem lệnh", blocked: "đã chặn", draft: "Chưa nhắn gì",
  },
  en: {
    who: "Who are you?", addPerson: "Add a person", tools: "Clock and faults", chats: "Chats", newGroup: "New group",
    back: "Back", chatMenu: "Options", messages: "Messages", commands: "Commands", cancel: "Cancel", write: "Message",
    attach: "Send a photo or a file", send: "Send", clock: "Clock", plusHour: "+1 hour", plusDay: "+1 day",
    toMonday: "To next Monday 08:00", faults: "Faults", faultsHint: "How the messenger's server answers the bot",
    off: "All is well", slow: "Slow (3 s)", limit: "429: too fast", down: "Down (502)", cut: "Connection cut",
    language: "Language of the page", start: "START", unblock: "UNBLOCK", typing: "typing…", bot: "bot",
    members: "{n} members", edited: "edited", reply: "Reply", edit: "Edit", copy: "Copy", you: "You",
    photo: "Photo", sticker: "Sticker", voice: "Voice message", contact: "Contact", location: "Location", document: "File",
    emptyChat: "No messages yet", emptyBot: "What can this bot do?", noChats: "No chats yet",
    today: "Today", yesterday: "Yesterday", added: "{a} added {b}", joined: "{a} joined the group", left: "{a} left the group",
    removed: "{a} removed {b}", upgraded: "The group became a supergroup", topic: "New topic: {a}",
    created: "{a} created the group", allTopics: "All", name: "Name", label: "Role (to remember)", app: "Messenger", tongue: "Language", save: "Done",
    groupTitle: "Title", topicTitle: "Title", withBot: "With the bot", forum: "With topics", addBot: "Add the bot", kickBot: "Remove the bot",
    makeAdmin: "Make the bot administrator", migrate: "Upgrade to a supergroup", newTopic: "New topic", addMember: "Add a member",
    block: "Block the bot", unblockBot: "Unblock the bot", close: "Close", replyTo: "Reply to {a}", editing: "Edit message",
    botStatus: "Bot: {a}", member: "member", administrator: "administrator", kicked: "removed", absent: "not in the group", leftGroup: "has left",
    noCommands: "The bot has set no commands", offline: "The server does not answer, trying again…", noAnswer: "The bot did not answer the button",
    writeSlash: "Type / for commands", blocked: "blocked", draft: "Nothing said yet",
  },
};
const ZONE = "Asia/Ho_Chi_Minh";
const HOUR = 3600e3;

const remembered = localStorage.getItem("sandbox.lang");
let language = WORDS[remembered] ? remembered : "vi";

export const currentLanguage = () => language;

export function setLanguage(code) {
  language = code;
  localStorage.setItem("sandbox.lang", code);
  translatePage();
}

export function t(key, values = {}) {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export function translatePage() {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.tagName === "BUTTON") node.title = t(node.dataset.label);
  }
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = t(node.dataset.placeholder);
}

const locale = () => (language === "vi" ? "vi-VN" : "en-GB");
const format = (date, options) => new Intl.DateTimeFormat(locale(), { timeZone: ZONE, ...options }).format(date);

export const hour = (date) => format(date, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
export const clockTime = (date) => format(date, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
export const longDate = (date) => format(date, { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" });
const dayKey = (date) => format(date, { year: "numeric", month: "2-digit", day: "2-digit" });

export function dayName(date, now) {
  if (dayKey(date) === dayKey(now)) return t("today");
  if (dayKey(date) === dayKey(new Date(now - 24 * HOUR))) return t("yesterday");
  return longDate(date);
}

export function listTime(date, now) {
  return dayKey(date) === dayKey(now) ? hour(date) : format(date, { day: "2-digit", month: "2-digit" });
}

/** The next Monday 08:00 in Vietnam, whose zone has no summer time: always UTC+7. */
export function nextMonday(now) {
  const local = new Date(now.getTime() + 7 * HOUR);
  const monday = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate(), 8));
  monday.setUTCDate(monday.getUTCDate() + ((8 - monday.getUTCDay()) % 7));
  if (monday <= local) monday.setUTCDate(monday.getUTCDate() + 7);
  return new Date(monday.getTime() - 7 * HOUR);
}
