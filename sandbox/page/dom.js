// Elements are built from text nodes alone: what somebody typed can never become markup.
export const $ = (id) => document.getElementById(id);

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key === "style") for (const [name, shade] of Object.entries(value)) node.style.setProperty(name, shade);
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const HUES = [4, 28, 268, 145, 190, 212, 330];

export function paintAvatar(node, id, name, bot = false) {
  const words = name.trim().split(/\s+/);
  node.textContent = bot ? "" : ((words.length > 1 ? words[0][0] : "") + words.at(-1)[0]).toUpperCase();
  node.classList.toggle("robot", bot);
  node.style.setProperty("--hue", bot ? 212 : HUES[Math.abs(id) % HUES.length]);
  return node;
}

export const avatar = (id, name, bot) => paintAvatar(h("span", { class: "avatar", "aria-hidden": "true" }), id, name, bot);

/** Replace a node's children without touching those whose key and content are the same. */
export function reconcile(parent, items, keyOf, build) {
  const old = new Map([...parent.children].map((node) => [node.dataset.key, node]));
  const wanted = items.map((item) => {
    const key = String(keyOf(item));
    const print = JSON.stringify(item);
    const known = old.get(key);
    if (known && known.print === print) return known;
    const node = build(item);
    node.dataset.key = key;
    node.print = print;
    return node;
  });
  const focused = document.activeElement?.closest?.("[data-key]")?.dataset.key;
  const keep = new Set(wanted);
  for (const node of old.values()) if (!keep.has(node)) node.remove();
  wanted.forEach((node, place) => {
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null);
  });
  if (focused && document.activeElement === document.body) {
    [...parent.children].find((node) => node.dataset.key === focused)?.focus({ preventScroll: true });
  }
}

export function toast(text) {
  const node = h("div", { class: "toast" }, text);
  $("toasts").append(node);
  setTimeout(() => node.classList.add("gone"), 3200);
  setTimeout(() => node.remove(), 3600);
}

/** A dialog with these children; resolves when it is closed. */
export function dialog(title, children, buttons) {
  const box = $("dialog");
  const shut = () => box.close();
  box.replaceChildren(
    h("form", { method: "dialog" }, title && h("h2", {}, title), ...children,
      h("div", { class: "dialog-buttons" }, buttons.map(({ words, act, kind }) => h("button", {
        type: "button", class: kind, onclick: async () => { if (!act || (await act()) !== false) shut(); },
      }, words)))),
  );
  box.firstChild.addEventListener("submit", (event) => event.preventDefault());
  box.firstChild.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
    event.preventDefault();
    box.querySelector(".dialog-buttons .main")?.click();
  });
  if (box.open) box.close(); // opened anew, so that its first field has the focus
  box.showModal();
}
