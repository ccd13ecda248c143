/** The role that owns the schemas; each call is its own transaction. */
export interface Owner {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
}
