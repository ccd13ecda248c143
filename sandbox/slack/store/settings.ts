import type { DatabaseSync } from 'node:sqlite';

/** Values that are made once and kept, such as the bot's token. */
export function settingsStore(db: DatabaseSync) {
  const insert = db.prepare('insert or ignore into settings (key, value) values (?, ?)');
  const one = db.prepare('select value from settings where key = ?');
  return {
    once(key: string, make: () => string): string {
      const known = one.get(key);
      if (known) return String(known.value);
      const value = make();
      insert.run(key, value);
      return value;
    },
  };
}
