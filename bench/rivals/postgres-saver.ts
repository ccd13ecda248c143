import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import { Pool } from 'pg';

export interface OpenedSaver {
  saver: PostgresSaver;
  stop(): Promise<void>;
}

/** PostgresSaver as its documentation shows it, with its tables made and a connection open. */
export async function open(connection: string): Promise<OpenedSaver> {
  const pool = new Pool({ connectionString: connection, max: 4 });
  const saver = new PostgresSaver(pool);
  await saver.setup();
  return { saver, stop: () => pool.end() };
}
