// The server: what is asked, what is done, what it tells.
import { toast } from "./dom.js";
import { t } from "./words.js";

async function answerOf(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error ?? response.statusText);
  return body;
}

export async function ask(view, values = {}) {
  return answerOf(await fetch(`/sandbox/${view}?${new URLSearchParams(values)}`));
}

/** What the server answered, or null after saying why it refused. */
export async function act(name, values, method = "POST") {
  try {
    return await answerOf(await fetch(`/sandbox/${name}`, {
      method, headers: { "Content-Type": "application/json" }, body: method === "POST" ? JSON.stringify(values) : undefined,
    }));
  } catch (error) {
    toast(error instanceof TypeError ? t("offline") : error.message);
    return null;
  }
}

export function listen(onChange, onAnswer) {
  const events = new EventSource("/sandbox/events");
  let silent = false;
  events.onopen = () => { silent = false; onChange(); };
  events.onerror = () => {
    if (!silent) toast(t("offline"));
    silent = true;
  };
  events.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.kind === "answer") onAnswer(event);
    else onChange();
  };
}

export async function base64(file) {
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}
