// What this browser remembers. Where storage is forbidden (private windows), it remembers until the page closes.

const PREFIX = "jianjian.";
const spare = new Map();

function kept(area, work) {
  try {
    return work(window[area]);
  } catch {
    return undefined;
  }
}

function shelf(area) {
  return {
    get(name) {
      const found = kept(area, (store) => store.getItem(PREFIX + name));
      return found ?? spare.get(area + name) ?? null;
    },
    set(name, value) {
      spare.set(area + name, value);
      kept(area, (store) => store.setItem(PREFIX + name, value));
    },
    /** The values of all names that begin so, in the order of their names. */
    list(start) {
      const names = kept(area, (store) => Object.keys(store).map((name) => name.replace(PREFIX, ""))) ?? [];
      const own = [...spare.keys()].filter((name) => name.startsWith(area)).map((name) => name.slice(area.length));
      const found = [...new Set([...names, ...own])].filter((name) => name.startsWith(start)).sort();
      return found.map((name) => this.get(name)).filter((value) => value !== null);
    },
    drop(name) {
      spare.delete(area + name);
      kept(area, (store) => store.removeItem(PREFIX + name));
    },
    clear() {
      spare.clear();
      kept(area, (store) => {
        for (const name of Object.keys(store)) if (name.startsWith(PREFIX)) store.removeItem(name);
      });
    },
  };
}

/** Stays until it is cleared: the visitor's key, words not yet sent or not acknowledged, the chosen appearance. */
export const lasting = shelf("localStorage");

/** A random id (RFC 9562, version 4); `crypto.randomUUID` exists only on https and localhost. */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
