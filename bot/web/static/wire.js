// The connection of one room. Whatever a person sends is kept here, under its own id, until the server has
// acknowledged it; after a reconnect or a reload it is sent again, and the server recognises the id.

import { lasting } from "./memory.js";
import { say } from "./words.js";

const PING_EVERY = 25_000;
const PONG_WITHIN = 10_000;
const POLL_SECONDS = 25;
const TRIES_BEFORE_POLLING = 3;
const FIRST_LOOK = 200;
const UNKNOWN_KEY = 4401;
const TOO_MANY = 4429;

const pause = (ms, signal) =>
  new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), done()), { once: true });
  });

/** Events: "news" (a message of the room), "item" (what became of something sent), "state", "welcome", "lost". */
export class Wire extends EventTarget {
  constructor({ key, room }) {
    super();
    this.key = key;
    this.room = room;
    this.seen = 0;
    this.failures = 0;
    this.shelf = `unsent.${room}.${key.slice(0, 8)}`;
    this.unsent = new Map(this.kept().map((frame) => [frame.id, frame]));
    this.stopped = new AbortController();
    this.comeBack = () => document.visibilityState === "visible" && this.wake?.();
  }

  start() {
    window.addEventListener("online", this.comeBack);
    document.addEventListener("visibilitychange", this.comeBack);
    this.live();
  }

  stop() {
    this.stopped.abort();
    window.removeEventListener("online", this.comeBack);
    document.removeEventListener("visibilitychange", this.comeBack);
    this.socket?.close();
  }

  get ended() {
    return this.stopped.signal.aborted;
  }

  tell(kind, detail) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  /** Send words, a press or a place: `frame` is {type, id, ...}. */
  send(frame) {
    this.unsent.set(frame.id, frame);
    lasting.set(`${this.shelf}.${frame.id}`, JSON.stringify({ ...frame, since: frame.since ?? Date.now() }));
    this.tell("item", { id: frame.id, state: "sending" });
    this.push(frame);
  }

  /** Try once more what was not delivered. */
  again(id) {
    const frame = this.unsent.get(id);
    if (frame) this.send(frame);
  }

  /** What an earlier page left unacknowledged. Each item is kept by itself: another tab may keep its own. */
  kept() {
    return lasting.list(`${this.shelf}.`).map((text) => JSON.parse(text)).sort((a, b) => a.since - b.since);
  }

  forget(id) {
    this.unsent.delete(id);
    lasting.drop(`${this.shelf}.${id}`);
  }

  push(frame) {
    if (this.greeted) this.socket.send(JSON.stringify({ ...frame, room: this.room }));
    else if (this.polling) this.post(frame);
  }

  pushAll() {
    for (const frame of this.unsent.values()) this.push(frame);
  }

  /** Connect, and connect again, for as long as the page is open. */
  async live() {
    this.tell("state", "connecting");
    while (!this.ended) {
      await (this.failures < TRIES_BEFORE_POLLING ? this.hold() : this.poll());
      if (this.ended) return;
      this.tell("state", this.failures < TRIES_BEFORE_POLLING ? "offline" : "polling");
      const wait = Math.min(1000 * 2 ** Math.min(this.failures, 5), 30_000) * (0.7 + Math.random() * 0.6);
      const sleep = new AbortController();
      this.wake = () => sleep.abort();
      await pause(this.failures < TRIES_BEFORE_POLLING ? wait : 200, sleep.signal);
      this.wake = null;
    }
  }

  /** One socket, from its opening to its end. */
  hold() {
    return new Promise((done) => {
      const url = new URL("api/socket", document.baseURI);
      url.protocol = url.protocol.replace("http", "ws");
      const socket = (this.socket = new WebSocket(url));
      socket.onopen = () =>
        socket.send(
          JSON.stringify({ type: "hello", key: this.key, rooms: [this.room], after: this.seen ? { [this.room]: this.seen } : {} }),
        );
      socket.onmessage = ({ data }) => this.hear(JSON.parse(data));
      socket.onclose = ({ code }) => {
        clearInterval(this.beat);
        clearTimeout(this.silence);
        this.greeted = false;
        this.failures += 1;
        if (code === UNKNOWN_KEY) this.lose();
        if (code === TOO_MANY) this.tell("state", "too-many");
        done();
      };
    });
  }

  lose() {
    this.stop();
    this.tell("lost");
  }

  hear(frame) {
    clearTimeout(this.silence);
    if (frame.type === "welcome") return this.greet(frame);
    if (frame.type === "ack") return this.settle(frame.id);
    if (frame.type === "refused") return this.refuse(frame);
    if (frame.type !== "pong") this.take(frame);
  }

  greet(frame) {
    this.greeted = true;
    this.polling = false;
    this.failures = 0;
    this.beat = setInterval(() => this.ping(), PING_EVERY);
    const room = frame.rooms.find(({ id }) => id === this.room);
    this.pushAll();
    this.tell("state", "online");
    this.tell("welcome", { head: room?.seq ?? 0, title: room?.title ?? "", name: frame.name });
  }

  /** A connection that died silently is noticed by an answer that does not come. */
  ping() {
    if (!this.greeted) return;
    this.socket.send(JSON.stringify({ type: "ping" }));
    this.silence = setTimeout(() => this.socket.close(), PONG_WITHIN);
  }

  take(frame) {
    if (frame.room !== this.room) return;
    this.seen = Math.max(this.seen, frame.seq);
    this.tell("news", frame);
  }

  settle(id) {
    this.forget(id);
    this.tell("item", { id, state: "sent" });
  }

  refuse({ id, sentence, again, wait }) {
    if (!this.unsent.has(id)) return this.tell("item", { id, state: "failed", sentence });
    if (again && wait) {
      setTimeout(() => this.again(id), wait * 1000);
      return this.tell("item", { id, state: "sending", sentence });
    }
    if (!again) this.forget(id);
    this.tell("item", { id, state: "failed", sentence, again });
  }

  headers(more = {}) {
    return { Authorization: `Bearer ${this.key}`, ...more };
  }

  /** Where sockets do not get through: plain requests, and now and then another try with a socket. */
  async poll() {
    this.polling = true;
    const until = performance.now() + 60_000;
    let met = false;
    while (!this.ended && performance.now() < until) {
      try {
        if (!met) await this.meet();
        met = true;
        await this.pollOnce(POLL_SECONDS);
      } catch {
        this.tell("state", "offline");
        await pause(3_000, this.stopped.signal);
      }
    }
    this.polling = false;
    this.failures = TRIES_BEFORE_POLLING - 1;
  }

  /** What a socket's welcome tells, asked for; then everything unsent is sent. */
  async meet() {
    const answer = await fetch("api/me", { headers: this.headers() });
    if (answer.status === 401) return this.lose();
    if (!answer.ok) throw new Error(String(answer.status));
    const { rooms, name } = await answer.json();
    const room = rooms.find(({ id }) => id === this.room);
    const head = room?.seq ?? 0;
    this.seen ||= Math.max(0, head - FIRST_LOOK);
    this.pushAll();
    this.tell("state", "polling");
    this.tell("welcome", { head, title: room?.title ?? "", name });
  }

  async pollOnce(wait) {
    const query = `after=${this.seen}&wait=${wait}`;
    const answer = await fetch(`api/rooms/${this.room}/messages?${query}`, { headers: this.headers() });
    if (answer.status === 401) return this.lose();
    if (!answer.ok) throw new Error(String(answer.status));
    const { events, seq } = await answer.json();
    events.forEach((frame) => this.take(frame));
    this.seen = Math.max(this.seen, seq);
  }

  async post(frame) {
    try {
      const answer = await fetch(`api/rooms/${this.room}/${frame.type}`, {
        method: "POST",
        headers: this.headers({ "Content-Type": "application/json" }),
        body: JSON.stringify(frame),
      });
      this.hear(await answer.json());
    } catch {
      this.tell("item", { id: frame.id, state: "failed", again: true, sentence: "" });
    }
  }

  /** Earlier messages: at most `count` changes before the earliest seen. */
  async earlier(before, count) {
    const after = Math.max(0, before - count - 1);
    const url = `api/rooms/${this.room}/messages?after=${after}&limit=${Math.min(count, before - 1 - after)}`;
    const answer = await fetch(url, { headers: this.headers() });
    if (!answer.ok) throw new Error(String(answer.status));
    return (await answer.json()).events;
  }

  /** Upload a file; the upload is the message. `progress` hears a share between 0 and 1.
      What became of it: {sent, again, sentence}; `again` when it may be sent once more. */
  upload({ id, file, name, caption = "", album = "", as = "", seconds = 0 }, progress) {
    const form = new FormData();
    Object.entries({ id, caption, album, as, seconds }).forEach(([field, value]) => form.append(field, value));
    form.append("file", file, name);
    this.tell("item", { id, state: "sending" });
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("POST", `api/rooms/${this.room}/files`);
      request.setRequestHeader("Authorization", `Bearer ${this.key}`);
      request.responseType = "json";
      request.upload.onprogress = ({ loaded, total }) => progress(loaded / total);
      request.onloadend = () => {
        const { status, response } = request;
        const sent = status === 200 && response?.type === "ack";
        const sentence = sent ? "" : (response?.sentence ?? say("offline"));
        const again = status === 0 || status === 429 || status >= 500 || status === 408;
        done({ sent, again, sentence });
      };
      request.send(form);
    });
  }

  /** The bytes of a message's file. */
  async fetchFile(url) {
    const answer = await fetch(url, { headers: this.headers() });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.blob();
  }
}
