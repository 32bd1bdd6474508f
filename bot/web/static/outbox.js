// Files that wait to be sent. This browser keeps them, with their captions, until the server has acknowledged them:
// a line that breaks, a reload and a closed tab lose nothing. Where storage is forbidden they wait in memory.

import { say } from "./words.js";

const NAME = "jianjian";
const STORE = "files";
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

let opening = null;

function database() {
  opening ??= new Promise((done) => {
    try {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done(null);
    } catch {
      done(null);
    }
  });
  return opening;
}

/** One step in the store; what it finds, or nothing where there is no store. */
async function step(work) {
  const store = await database();
  if (!store) return undefined;
  return new Promise((done) => {
    try {
      const transaction = store.transaction(STORE, "readwrite");
      const asked = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(asked.result);
      transaction.onerror = transaction.onabort = () => done(undefined);
    } catch {
      done(undefined);
    }
  });
}

/** Forget every file of this browser. */
export const forgetFiles = () => step((store) => store.clear());

/** Two open tabs of one browser do not send the same file at the same time. */
function alone(id, work) {
  if (!navigator.locks) return work();
  return navigator.locks.request(`${NAME}.${id}`, { ifAvailable: true }, (held) => (held ? work() : { again: true }));
}

/** The files of one room, sent one after the other. `show(part)` draws one; `told(part, state, sentence)` says how it fares. */
export class Outbox {
  constructor(wire, { show, told }) {
    Object.assign(this, { wire, show, told });
    this.parts = new Map();
    this.timers = new Map();
    this.line = Promise.resolve();
  }

  /** Send this file, now or when there is a line again. */
  async add(part) {
    this.parts.set(part.id, part);
    this.show(part);
    await step((store) => store.put({ ...part, shelf: this.wire.shelf, since: Date.now() }));
    this.send(part.id);
  }

  /** What an earlier page could not send is shown and sent. */
  async resume() {
    const kept = (await step((store) => store.getAll())) ?? [];
    const own = kept.filter(({ shelf, id }) => shelf === this.wire.shelf && !this.parts.has(id));
    for (const part of own.sort((a, b) => a.since - b.since)) {
      this.parts.set(part.id, part);
      this.show(part);
      this.send(part.id);
    }
  }

  has(id) {
    return this.parts.has(id);
  }

  /** There is a line: nothing waits for its time. */
  wake() {
    for (const id of [...this.timers.keys()]) this.send(id);
  }

  stop() {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.parts.clear();
  }

  send(id) {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.line = this.line.then(() => this.carry(id));
  }

  async carry(id) {
    const part = this.parts.get(id);
    if (!part) return;
    const { sent, again, sentence = "" } = await alone(id, () => this.wire.upload(part, (share) => this.progress(part, share)));
    if (!this.parts.has(id)) return;
    if (sent || !again) this.forget(id);
    else this.wait(part);
    this.told(part, sent ? "sent" : again ? "waiting" : "failed", sentence);
  }

  progress(part, share) {
    if (share < 1) this.told(part, say("sending-share", { percent: Math.round(share * 100) }));
  }

  wait(part) {
    part.tries = (part.tries ?? 0) + 1;
    const wait = Math.min(FIRST_WAIT * 2 ** (part.tries - 1), LONGEST_WAIT);
    this.timers.set(part.id, setTimeout(() => this.send(part.id), wait));
  }

  /** It stands in the room: another tab sent it, or the answer was lost on its way. */
  arrived(id) {
    const part = this.timers.has(id) && this.parts.get(id);
    if (!part) return;
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
    this.forget(id);
    this.told(part, "sent");
  }

  forget(id) {
    this.parts.delete(id);
    step((store) => store.delete(id));
  }
}
