// The list of messages of one pane: in the order of their numbers, own unsent ones last; days, unread, scrolling.

import { aloud } from "./aloud.js";
import { attachment, button, codeIn, element, keyboard, numberIn, offer, prose } from "./show.js";
import { dateOf, dayName, say, time } from "./words.js";

const NEAR_END = 120;

export class Log {
  /** `hands` is what the messages can ask for: press, speak, copy, fetchFile, note, retry.
      `folds`: only the newest buttons stand at full size, as one question is open at a time. */
  constructor(pane, hands, { folds = false } = {}) {
    this.folds = folds;
    this.open = null;
    this.scroll = pane.querySelector(".scroll");
    this.list = pane.querySelector(".log");
    this.jump = pane.querySelector(".jump");
    this.hands = hands;
    this.byNumber = new Map();
    this.byId = new Map();
    this.unread = 0;
    this.read = true;
    this.jump.addEventListener("click", () => this.toEnd());
    this.list.addEventListener("keydown", (event) => this.walk(event));
    this.stick = true;
    this.placed = 0;
    this.scroll.addEventListener("scroll", () => this.scrolled(), { passive: true });
    const grown = new ResizeObserver(() => this.stick && this.toEnd());
    grown.observe(this.scroll);
    grown.observe(this.list);
  }

  get atEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR_END;
  }

  scrolled() {
    this.stick = this.atEnd || Math.abs(this.scroll.scrollTop - this.placed) < 2;
    if (this.stick) this.seen();
  }

  /** Show what is newest: its beginning, where it is longer than the screen, for the question stands there. */
  toEnd() {
    const last = this.list.lastElementChild;
    const long = last && last.offsetHeight > this.scroll.clientHeight;
    this.scroll.scrollTop = long ? last.offsetTop - 4 : this.scroll.scrollHeight;
    this.placed = this.scroll.scrollTop;
    this.seen();
  }

  /** The pane is looked at (or no longer). */
  watched(read) {
    this.read = read;
    if (read && this.stick) this.seen();
  }

  seen() {
    if (!this.read) return;
    this.unread = 0;
    this.jump.hidden = true;
    this.hands.unread(0);
  }

  /** A message, an edit or a deletion from the server. */
  take(frame, fresh) {
    const wasAtEnd = this.stick;
    const known = this.byNumber.get(frame.message_id) ?? this.byId.get(frame.id);
    if (frame.type === "delete") return this.remove(known, frame.message_id);
    if (isHidden(frame)) return;
    const made = this.message(frame);
    if (known) this.replace(known, made, frame.message_id);
    else this.insert(made, frame.message_id);
    this.byNumber.set(frame.message_id, made);
    if (frame.id) this.byId.set(frame.id, made);
    if (this.folds && made.querySelector(".keys")) this.fold(made, frame.message_id);
    if (fresh && !known && frame.from !== "me") this.count(made, wasAtEnd);
    if (wasAtEnd || frame.from === "me") this.settle();
    this.order();
  }

  /** Buttons of earlier questions stay usable, but take little room on a phone. */
  fold(made, number) {
    if (this.open && number < this.open.number) return made.classList.add("past");
    if (this.open && number > this.open.number) this.byNumber.get(this.open.number)?.classList.add("past");
    this.open = { number };
  }

  /** The newer look of a message takes the older one's place; an own one finds its place once it has a number. */
  replace(old, made, number) {
    const focused = old.contains(document.activeElement);
    const { state, sentence, again, id } = old.dataset;
    if (state) this.setState(made, state, sentence, again === "true", id);
    if (old.dataset.number) {
      made.dataset.number = number;
      old.replaceWith(made);
      this.days(made);
    } else {
      old.remove();
      this.insert(made, number);
    }
    if (focused) made.querySelector("button")?.focus();
  }

  remove(known, number) {
    known?.remove();
    this.byNumber.delete(number);
  }

  /** What the person has just sent and the server has not shown yet. */
  echo(id, frame, state = "sending") {
    const made = this.message({ id, from: "me", at: frame.at ?? new Date().toISOString(), ...frame });
    this.byId.set(id, made);
    this.setState(made, state, "", false, id);
    this.list.append(made);
    this.days(made);
    this.toEnd();
  }

  has(id) {
    return this.byId.has(id);
  }

  insert(made, number) {
    made.dataset.number = number;
    let before = this.list.lastElementChild;
    while (before && !(Number(before.dataset.number) < number)) before = before.previousElementSibling;
    if (before) before.after(made);
    else this.list.prepend(made);
    this.days(made);
  }

  /** A day's name stands before its first message. */
  days(made) {
    for (const message of [made, made.nextElementSibling]) {
      if (!message?.dataset.day) continue;
      let before = message.previousElementSibling;
      while (before && !before.dataset.day) before = before.previousElementSibling;
      message.classList.toggle("newday", before?.dataset.day !== message.dataset.day);
    }
  }

  count(made, wasAtEnd) {
    if (this.read && wasAtEnd) return;
    if (!this.unread) {
      this.list.querySelector(".mark")?.remove();
      made.before(element("p", "mark", say("new-below")));
    }
    this.unread += 1;
    this.jump.textContent = say("new-count", { count: this.unread });
    this.jump.hidden = false;
    this.hands.unread(this.unread);
  }

  settle() {
    this.stick = true;
    requestAnimationFrame(() => this.toEnd());
  }

  /** A sentence of the page itself, such as a file that was not taken: it stays where it was said. */
  note(sentence) {
    const made = element("p", "note", sentence);
    made.dataset.number = Math.max(0, ...this.byNumber.keys()) + 0.5;
    this.list.append(made);
    this.settle();
  }

  /** The keyboard walks past what was asked before: Tab goes to the open question, the arrows to every button. */
  order() {
    if (!this.folds || this.ordering) return;
    this.ordering = requestAnimationFrame(() => {
      this.ordering = 0;
      const open = this.open?.number ?? 0;
      for (const each of this.list.querySelectorAll("button, a, audio")) {
        const number = Number(each.closest(".message").dataset.number ?? Infinity);
        each.tabIndex = number >= open || each.closest(".state") ? 0 : -1;
      }
    });
  }

  walk(event) {
    const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!way || !event.target.closest("button, a")) return;
    const all = [...this.list.querySelectorAll("button, a")].filter((each) => each.getClientRects().length);
    const next = all[all.indexOf(event.target) + way];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  message(frame) {
    const mine = frame.from === "me";
    const made = element("article", `message ${mine ? "mine" : frame.from}`);
    const at = new Date(frame.at);
    made.dataset.day = dateOf(at);
    const who = mine ? say("me") : frame.from === "bot" ? say("bot-name") : frame.name;
    const head = element("p", "head");
    head.append(element("span", "who", who), " ", element("time", "", time(at)));
    if (frame.pinned) head.append(" ", element("span", "tag", say("pinned")));
    if (frame.type === "edit") head.append(" ", element("span", "tag", say("edited")));
    const words = frame.text ?? frame.caption;
    const reader = words && !mine && aloud(words, labels(frame.reply_markup));
    if (reader) head.append(reader);
    const bubble = element("div", "bubble");
    this.fill(bubble, frame);
    made.append(element("p", "day", dayName(at)), head, bubble);
    const keys = keyboard(frame.reply_markup, { ...this.hands, press: (data, key) => this.hands.press(frame, data, key) });
    if (keys) made.append(keys);
    if (mine) made.append(element("p", "state"));
    return made;
  }

  fill(bubble, frame) {
    if (frame.file) bubble.append(attachment(frame.file, this.hands.fetchFile, this.hands.note));
    if (frame.upload) bubble.append(element("p", "filename", frame.upload));
    if (frame.location) {
      const { latitude: lat, longitude: lon } = frame.location;
      bubble.append(element("p", "prose", say("place-shown", { lat, lon })));
    }
    const text = frame.text ?? frame.caption;
    if (text) bubble.append(prose(text, frame.entities ?? frame.caption_entities));
    if (text && frame.from === "bot" && codeIn(text)) bubble.append(this.keeping(text));
  }

  /** A message with a query code is a receipt: it can be copied and saved. */
  keeping(text) {
    const row = element("div", "keeping");
    const name = say("save-name", { number: numberIn(text) });
    row.append(
      button(say("copy"), () => this.hands.copy(text), "quiet"),
      button(say("save-text"), () => offer(new Blob([text], { type: "text/plain;charset=utf-8" }), name), "quiet"),
    );
    return row;
  }

  stateOf(id) {
    return this.byId.get(id)?.dataset.state;
  }

  state(id, state, sentence = "", again = false) {
    const made = this.byId.get(id);
    if (made) this.setState(made, state, sentence, again, id);
    return Boolean(made);
  }

  setState(made, state, sentence = "", again = false, id = "") {
    Object.assign(made.dataset, { state, sentence, again: String(again), id });
    const line = made.querySelector(".state");
    const words = { sending: say("sending"), sent: say("sent"), failed: say("unsent"), waiting: say("waiting") };
    line.replaceChildren(element("span", "", words[state] ?? state));
    if (sentence) line.append(" ", element("span", "why", sentence));
    if (state === "waiting" || (state === "failed" && again)) line.append(" ", button(say("retry"), () => this.hands.retry(id), "quiet"));
  }
}

const labels = (markup) => (markup?.inline_keyboard ?? markup?.keyboard ?? []).flat().map((key) => key.text ?? key);

/** What the page says by itself to begin a conversation is not shown as somebody's words. */
export const isHidden = (frame) => frame.from === "me" && /^\/(?:start|english|traditional)(?: |$)/.test(frame.text ?? "");
