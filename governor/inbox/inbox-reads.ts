/** When this process read what of each account. Lost on a restart, which only means that some is read again. */
export interface InboxReads {
  accountsDueAt: number;
  byAccount: Map<string, { readTo: number | null; inboxDueAt: number; relationsDueAt: number }>;
}

export const inboxReads = (): InboxReads => ({ accountsDueAt: 0, byAccount: new Map() });
