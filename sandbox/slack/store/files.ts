import type { DatabaseSync } from 'node:sqlite';
import type { Share, StoredFile } from '../shapes.ts';
import { transaction } from './open-store.ts';

export function fileStore(db: DatabaseSync) {
  const insert = db.prepare('insert into files (id, upload_key, body, bytes) values (?, ?, ?, ?)');
  const one = db.prepare('select body from files where id = ?');
  const byKey = db.prepare('select body from files where upload_key = ?');
  const setBody = db.prepare('update files set body = ? where id = ?');
  const setBytes = db.prepare('update files set bytes = ? where id = ?');
  const bytes = db.prepare('select bytes from files where id = ?');
  const addShare = db.prepare('insert into shares (id, body) values (?, ?)');
  const dropShare = db.prepare('delete from shares where id = ?');
  const everyShare = db.prepare('select body from shares order by rowid');
  const read = (row: unknown): StoredFile => JSON.parse((row as { body: string }).body) as StoredFile;

  const store = {
    add(file: StoredFile, uploadKey: string, content: Uint8Array | null = null): void {
      insert.run(file.id, uploadKey, JSON.stringify(file), content);
    },
    get(id: string): StoredFile | undefined {
      const row = one.get(id);
      return row && read(row);
    },
    byUploadKey(key: string): StoredFile | undefined {
      const row = byKey.get(key);
      return row && read(row);
    },
    put: (file: StoredFile): void => void setBody.run(JSON.stringify(file), file.id),
    /** Its name and bytes go; its id is known as that of a deleted file. */
    delete(file: StoredFile): void {
      transaction(db, () => {
        setBytes.run(null, file.id);
        store.put({ ...file, state: 'deleted', name: '', title: '', alt_text: '', size: 0, shares: {} });
      });
    },
    upload(file: StoredFile, content: Uint8Array): void {
      transaction(db, () => {
        setBytes.run(content, file.id);
        store.put({ ...file, state: 'uploaded', size: content.byteLength });
      });
    },
    bytes(id: string): Uint8Array | null {
      return (bytes.get(id) as { bytes: Uint8Array | null } | undefined)?.bytes ?? null;
    },
    addShare: (share: Share): void => void addShare.run(share.id, JSON.stringify(share)),
    dropShare: (id: string): void => void dropShare.run(id),
    shares: (): Share[] =>
      everyShare.all().map((row) => JSON.parse((row as unknown as { body: string }).body) as Share),
  };
  return store;
}
export type FileStore = ReturnType<typeof fileStore>;
