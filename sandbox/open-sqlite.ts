import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ExpectedError } from '../platform/errors.ts';

/**
 * Opens the database file of a stand-in and makes what it lacks.
 *
 * @param synchronous `full`: every commit is on disk before the call returns. `normal`: a kill -9 loses nothing, the loss of the
 *   machine's power may.
 * @throws {ExpectedError} `data_file_broken` with the file's path.
 */
export function openSqlite(file: string, synchronous: 'full' | 'normal', schema: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const db = new DatabaseSync(file);
    db.exec(`pragma journal_mode = wal; pragma synchronous = ${synchronous}; pragma busy_timeout = 5000`);
    db.exec(schema);
    return db;
  } catch (error) {
    throw new ExpectedError('data_file_broken', `Cannot read "${file}": ${(error as Error).message}.`, {
      hint: 'Bring the file back from a copy, or delete the data folder to start anew.',
      cause: error,
    });
  }
}

/** SQLite's SQLITE_FULL. What was asked is not done; it can be asked again once there is room. */
export function isDiskFull(error: unknown): boolean {
  return (error as { errcode?: number }).errcode === 13;
}
