// How a message looks: words with their entities, buttons, files. Everything is made of DOM nodes and
// textContent; nothing that anybody wrote is ever read as HTML.

import { facts, say, size } from "./words.js";

export const NUMBER = /\d{6}-\d{6}-\d{4,6}-[0-9A-Z]+|\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,4}\b/g;
/** What may be dialled: what the office marks, and its own telephone wherever the office writes it. No other number is looked for. */
const TELEPHONE = /^\+?\d[\d-]{2,19}$/;
const dialled = facts.phones.map((number) => (number.startsWith("+") ? `\\${number}\\b` : `\\b${number}\\b`));
const WHOLE = new RegExp([NUMBER.source, ...dialled].join("|"), "g");
const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function element(tag, className = "", text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

export function button(text, work, className = "") {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", () => work(made));
  return made;
}

/** Text with its entities. Offsets count UTF-16 units, in the Bot API as in JavaScript. */
export function prose(text, entities = []) {
  const root = element("div", "prose");
  root.dir = "auto";
  weave(root, text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length));
  return root;
}

function weave(into, text, from, to, entities) {
  let at = from;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    index += 1;
    if (entity.offset < at || end <= entity.offset) continue;
    const inner = [];
    while (index < entities.length && entities[index].offset < end) inner.push(entities[index++]);
    plain(into, text.slice(at, entity.offset));
    const wrap = wrapper(entity, text.slice(entity.offset, end));
    weave(wrap, text, entity.offset, end, inner);
    into.append(wrap);
    at = end;
  }
  plain(into, text.slice(at, to));
}

function wrapper(entity, text) {
  if (TAGS[entity.type]) return element(TAGS[entity.type], entity.type === "code" ? "number" : "");
  if (entity.type === "phone_number" && TELEPHONE.test(text)) return telephone(text);
  const target = entity.type === "text_link" ? entity.url : entity.type === "url" ? text : "";
  if (target && /^https?:\/\//i.test(target)) return link(target);
  return element("span");
}

function telephone(number) {
  const made = element("a", "telephone");
  made.href = `tel:${number.replace(/-/g, "")}`;
  return made;
}

function link(target) {
  const made = element("a");
  made.href = target;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

/** Words as they are; case numbers and query codes are kept on one line and apart from the text's direction. */
function plain(into, text) {
  let at = 0;
  for (const found of text.matchAll(WHOLE)) {
    into.append(text.slice(at, found.index), whole(found[0], into));
    at = found.index + found[0].length;
  }
  if (at < text.length) into.append(text.slice(at));
}

function whole(found, into) {
  if (!facts.phones.includes(found)) return element("bdi", "number", found);
  const made = into.closest("a") ? element("span") : telephone(found);
  made.textContent = found;
  return made;
}

/** The first case number or query code in a text. */
export const numberIn = (text) => text.match(NUMBER)?.[0] ?? "";

/** The query code in a text, if it tells one. */
export const codeIn = (text) => text.match(/\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2,4}\b/)?.[0] ?? "";

/** The buttons under a message. `press(data, button)` and `speak(text)` do what they say. */
export function keyboard(markup, { press, speak, copy }) {
  const rows = markup?.inline_keyboard ?? markup?.keyboard;
  if (!rows) return null;
  const group = element("div", "keys");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", say("choices"));
  for (const row of rows) {
    const line = group.appendChild(element("div", "keyrow"));
    for (const key of row) line.append(oneKey(key, { press, speak, copy }));
  }
  return group;
}

function oneKey(key, { press, speak, copy }) {
  const text = typeof key === "string" ? key : key.text;
  if (key.url && /^https?:\/\//i.test(key.url)) {
    const made = link(key.url);
    made.className = "button";
    made.textContent = text;
    return made;
  }
  if (key.copy_text) return button(text, () => copy(key.copy_text.text));
  if (key.callback_data) return button(text, (made) => press(key.callback_data, made));
  return button(text, () => speak(text));
}

/** A file: a picture is shown, a voice can be played, everything can be saved. */
export function attachment(file, fetchFile, trouble) {
  const card = element("div", `file ${file.kind}`);
  const name = file.name || say(file.kind === "photo" || file.kind === "voice" ? file.kind : "file");
  const line = element("p", "filename", say("file-line", { name, size: size(file.size) }));
  const bytes = once(() => fetchFile(file.url));
  const save = button(say("save"), () => bytes().then((blob) => offer(blob, name), () => trouble(say("save-failed"))));
  save.setAttribute("aria-label", `${say("save")} ${name}`);
  if (file.kind === "photo") picture(card, bytes, name);
  card.append(line);
  if (file.kind === "voice" || file.kind === "audio") card.append(player(bytes, trouble));
  card.append(save);
  return card;
}

function once(work) {
  let begun = null;
  return () => {
    begun ??= work().catch((error) => {
      begun = null;
      throw error;
    });
    return begun;
  };
}

function picture(card, bytes, name) {
  const image = element("img");
  image.alt = say("photo-alt", { name });
  image.addEventListener("error", () => image.remove());
  bytes().then(
    (blob) => {
      image.src = URL.createObjectURL(blob);
      image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
      card.prepend(image);
    },
    () => {},
  );
}

function player(bytes, trouble) {
  return button(say("play"), async (made) => {
    try {
      const sound = element("audio");
      sound.controls = true;
      sound.src = URL.createObjectURL(await bytes());
      made.replaceWith(sound);
      await sound.play();
    } catch {
      trouble(say("save-failed"));
    }
  });
}

/** Let the browser save these bytes under this name. */
export function offer(blob, name) {
  const made = element("a");
  made.href = URL.createObjectURL(blob);
  made.download = name;
  made.click();
  setTimeout(() => URL.revokeObjectURL(made.href), 60_000);
}
