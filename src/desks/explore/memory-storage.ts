import type { Storage } from '@graphiql/toolkit';

/** Storage for the editor that ends with the page, so that no token is ever written to the browser's disk. */
export function makeMemoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}
