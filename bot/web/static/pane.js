// One conversation on the page: its connection, its messages and the place to write.

import { Recorder, Tray, named, welcomeFiles, whereabouts } from "./attach.js";
import { Log, isHidden } from "./log.js";
import { lasting, uuid } from "./memory.js";
import { Outbox } from "./outbox.js";
import { element } from "./show.js";
import { Wire } from "./wire.js";
import { facts, say } from "./words.js";

const EARLIER = 100;
const CAPTION_CHARS = 1024;
const TOAST_MS = 8_000;

export class Pane {
  /** `begin` says /start by itself in an empty room, and what a poster's code carried in any room; `unread(count)` and `lost()` tell the page. */
  constructor({ key, room, title, begin = false, scanned = "", unread = () => {}, lost = () => {} }) {
    Object.assign(this, { room, title, begin, scanned, lost });
    this.node = document.getElementById("pane").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.node.querySelector(selector);
    this.wire = new Wire({ key, room });
    this.log = new Log(this.node, this.hands(unread), { folds: begin });
    this.presses = new Map();
    this.outbox = new Outbox(this.wire, {
      show: (part) => this.log.has(part.id) || this.log.echo(part.id, { upload: part.name, text: part.caption }),
      told: (part, state, sentence) => this.fared(part, state, sentence),
    });
    this.draft = `draft.${room}.${key.slice(0, 8)}`;
    this.name(title);
    this.furnish();
    this.listen();
  }

  name(title) {
    const area = this.find("textarea");
    area.setAttribute("aria-label", say("write-label", { to: title }));
    for (const part of [this.find(".scroll"), this.find(".log")]) part.setAttribute("aria-label", `${title} ${say("log")}`);
    this.find("form").setAttribute("aria-label", say("write-label", { to: title }));
  }

  start() {
    this.wire.start();
    this.outbox.resume();
  }

  stop() {
    this.wire.stop();
    this.outbox.stop();
    this.node.remove();
  }

  hands(unread) {
    return {
      unread,
      press: (frame, data, key) => this.press(frame, data, key),
      speak: (text) => this.say(text),
      copy: (text) => this.copy(text),
      fetchFile: (url) => this.wire.fetchFile(url),
      note: (sentence) => toast(sentence),
      retry: (id) => this.retry(id),
    };
  }

  // What the person does

  furnish() {
    const area = this.find("textarea");
    area.value = lasting.get(this.draft) ?? "";
    area.addEventListener("input", () => this.wrote());
    area.addEventListener("keydown", (event) => this.typed(event));
    this.find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.tray = new Tray(this.find(".tray"), (sentence) => this.log.note(sentence));
    this.recorder = new Recorder(this.find(".recording"), {
      send: (part) => this.upload(part),
      note: (sentence) => this.log.note(sentence),
    });
    this.tools();
    welcomeFiles(this.node, (files) => this.tray.add(files));
    this.find(".reply button").addEventListener("click", () => this.replyTo(null));
    this.find(".older").addEventListener("click", () => this.earlier());
    this.fit();
  }

  tools() {
    const [opener, tools, chooser] = [this.find(".attach"), this.find(".tools"), this.find("input[type=file]")];
    const open = (shown) => {
      tools.hidden = !shown;
      opener.setAttribute("aria-expanded", String(shown));
    };
    opener.addEventListener("click", () => open(tools.hidden));
    tools.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      open(false);
      opener.focus();
    });
    const tool = (name, work) => this.find(`.${name}`).addEventListener("click", () => (open(false), work()));
    tool("files", () => chooser.click());
    tool("voice", () => this.recorder.begin());
    this.find(".speak").addEventListener("click", () => this.recorder.begin());
    this.find(".call").hidden = !facts.phones.length;
    if (facts.phones.length) this.find(".call").href = `tel:${facts.phones[0].replace(/-/g, "")}`;
    tool("place", () => this.place());
    chooser.addEventListener("change", () => {
      this.tray.add(chooser.files);
      chooser.value = "";
      this.find("textarea").focus();
    });
  }

  typed(event) {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing || matchMedia("(pointer: coarse)").matches) return;
    event.preventDefault();
    this.submit();
  }

  wrote() {
    const area = this.find("textarea");
    lasting.set(this.draft, area.value);
    const long = area.value.length > facts.textChars * 0.8;
    const counter = this.find(".counter");
    counter.hidden = !long;
    counter.textContent = long ? say("counter", { length: area.value.length, most: facts.textChars }) : "";
    this.fit();
  }

  fit() {
    const area = this.find("textarea");
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, innerHeight * 0.35)}px`;
  }

  submit() {
    const area = this.find("textarea");
    const text = area.value.trim();
    if (text.length > facts.textChars) {
      return this.log.note(say("too-long", { length: text.length, most: facts.textChars }));
    }
    const asCaption = this.tray.files.length > 0 && text.length <= CAPTION_CHARS;
    if (text && !asCaption) this.say(text);
    this.tray.empty(asCaption ? text : "").forEach((part) => this.upload(part));
    area.value = "";
    lasting.drop(this.draft);
    this.wrote();
    area.focus();
  }

  say(text) {
    const frame = { type: "say", id: uuid(), text };
    if (this.answering) frame.reply_to = this.answering;
    this.replyTo(null);
    if (!isHidden({ from: "me", text })) this.log.echo(frame.id, { text });
    this.wire.send(frame);
  }

  press(message, data, key) {
    const id = uuid();
    key.setAttribute("aria-busy", "true");
    this.presses.set(id, key);
    if (!key.closest(".past")) key.classList.add("chosen");
    this.wire.send({ type: "press", id, message_id: message.message_id, data });
  }

  async place() {
    toast(say("place-wait"));
    const found = await whereabouts();
    if (!found) return this.log.note(say("place-denied"));
    const frame = { type: "place", id: uuid(), ...found };
    this.log.echo(frame.id, { location: { latitude: found.lat, longitude: found.lon } });
    this.wire.send(frame);
  }

  upload(part) {
    this.outbox.add(part);
  }

  /** What became of a file; it is told at its own message, by its name. */
  fared(part, state, sentence = "") {
    this.log.state(part.id, state, sentence && named(part.name, sentence), state === "waiting");
  }

  retry(id) {
    if (this.outbox.has(id)) this.outbox.send(id);
    else this.wire.again(id);
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast(say("copied"));
    } catch {
      toast(say("copy-failed"));
    }
  }

  /** The next words answer this message of the bot (a group's bot asks so). */
  replyTo(frame) {
    this.answering = frame?.message_id ?? null;
    const bar = this.find(".reply");
    bar.hidden = !frame;
    bar.querySelector("span").textContent = frame ? say("reply-to", { text: (frame.text ?? "").slice(0, 60) }) : "";
  }

  // What the connection tells

  listen() {
    const on = (kind, work) => this.wire.addEventListener(kind, ({ detail }) => work(detail));
    on("welcome", (welcome) => this.greeted(welcome));
    on("news", (frame) => this.news(frame));
    on("item", (item) => this.item(item));
    on("state", (state) => this.state(state));
    on("lost", () => this.lost());
  }

  /** The pane is looked at, or no longer. An empty room is begun when it is first looked at. */
  watched(on) {
    this.on = on;
    this.log.watched(on);
    if (on) this.log.settle();
    this.greetFirst();
  }

  greetFirst() {
    if (!this.on || this.head === undefined || this.wire.unsent.size) return;
    if (!this.scanned && (this.head !== 0 || !this.begin)) return;
    const words = this.scanned ? `/start ${this.scanned}` : facts.opening;
    this.begin = false;
    this.scanned = "";
    this.say(words);
  }

  greeted({ head }) {
    this.head ??= head;
    this.find(".nothing").hidden = this.head !== 0 || this.begin;
    this.greetFirst();
    if (!head) this.live();
    this.outbox.wake();
    for (const frame of this.wire.unsent.values()) this.remind(frame);
  }

  /** Own words of an earlier visit that were never acknowledged are shown, because they are sent again now. */
  remind(frame) {
    if (frame.type === "press" || this.log.has(frame.id) || isHidden({ from: "me", text: frame.text })) return;
    const place = frame.type === "place" && { location: { latitude: frame.lat, longitude: frame.lon } };
    this.log.echo(frame.id, place || { text: frame.text });
  }

  live() {
    this.log.list.setAttribute("aria-live", "polite");
  }

  news(frame) {
    if (frame.type === "toast") return this.toast(frame);
    const fresh = this.head !== undefined && frame.seq > this.head;
    if (fresh) this.live();
    this.log.take(frame, fresh);
    if (frame.id && this.wire.unsent.has(frame.id) && !this.log.stateOf(frame.id)) this.log.state(frame.id, "sending");
    this.outbox.arrived(frame.id);
    if (frame.reply_markup?.force_reply && fresh) this.replyTo(frame);
    this.first = Math.min(this.first ?? frame.seq, frame.seq);
    this.find(".older").hidden = this.first <= 1 || this.log.byNumber.has(1);
    if (frame.seq >= this.head) this.live();
  }

  toast({ press, text, alert }) {
    if (!this.presses.has(press)) return;
    if (alert) announce(text);
    else toast(text);
  }

  item({ id, state, sentence = "", again = false }) {
    const key = this.presses.get(id);
    if (key) {
      if (state !== "sending") key.removeAttribute("aria-busy");
      if (state === "failed") key.classList.remove("chosen");
      if (state === "failed" && sentence) toast(sentence);
      return;
    }
    const shown = this.log.state(id, state, sentence, again);
    if (!shown && state === "failed" && sentence) this.log.note(sentence);
  }

  state(state) {
    const line = this.find(".status");
    const shown = state !== "online";
    line.textContent = shown ? say(state === "too-many" ? "too-many-open" : state) : "";
    this.node.dataset.connection = state;
  }

  async earlier() {
    const older = this.find(".older");
    older.disabled = true;
    const bottom = this.log.scroll.scrollHeight - this.log.scroll.scrollTop;
    try {
      const frames = await this.wire.earlier(this.first, EARLIER);
      this.first = Math.max(1, this.first - EARLIER);
      frames.filter(({ type }) => type !== "toast").forEach((frame) => this.log.byNumber.has(frame.message_id) || this.log.take(frame, false));
      this.log.scroll.scrollTop = this.log.scroll.scrollHeight - bottom;
    } catch {
      toast(say("offline"));
    }
    older.disabled = false;
    older.hidden = this.first <= 1;
  }
}

/** A short sentence that goes away by itself; a screen reader says it. */
export function toast(sentence) {
  const shelf = document.getElementById("toasts");
  for (const shown of shelf.children) if (shown.textContent === sentence) shown.remove();
  const made = shelf.appendChild(element("p", "toast", sentence));
  setTimeout(() => made.remove(), TOAST_MS);
}

/** A sentence that waits until it was read. */
export function announce(sentence) {
  const dialog = document.getElementById("alert");
  document.getElementById("alert-text").textContent = sentence;
  if (!dialog.open) dialog.showModal();
}
