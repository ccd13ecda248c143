import type { DatabaseSync } from 'node:sqlite';

/** Values that are kept, such as the bot's token, which is made once. */
export function settingsStore(db: DatabaseSync) {
  const insert = db.prepare('insert or ignore into settings (key, value) values (?, ?)');
  const one = db.prepare('select value from settings where key = ?');
  const write = db.prepare('insert or replace into settings (key, value) values (?, ?)');
  const remove = db.prepare('delete from settings where key = ?');
  return {
    once(key: string, make: () => string): string {
      const known = one.get(key);
      if (known) return String(known.value);
      const value = make();
      insert.run(key, value);
      return value;
    },
    get(key: string): string | undefined {
      const known = one.get(key);
      return known && String(known.value);
    },
    put: (key: string, value: string): void => void write.run(key, value),
    drop: (key: string): void => void remove.run(key),
  };
}
export type SettingsStore = ReturnType<typeof settingsStore>;
