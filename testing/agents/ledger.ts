import type { ContentForAgent } from '../../ports/content.ts';

interface LedgerRow {
  key: string;
  state: 'reserved' | 'settled' | 'void';
  input: number;
  output: number;
  usd: number;
  reply?: unknown;
}

/** The usage ledger in memory; refuses to settle or void what is not reserved, as SQL does. */
export function ledgerInMemory(cap = Number.POSITIVE_INFINITY) {
  const rows: LedgerRow[] = [];
  const open = (id: number) => {
    const row = rows[id];
    if (row?.state !== 'reserved') throw new Error(`usage ${id} is not reserved`);
    return row;
  };
  const calls: Pick<ContentForAgent, 'reserveUsage' | 'settleUsage' | 'voidUsage'> = {
    async reserveUsage(_claim, call) {
      const id = rows.findIndex((r) => r.key === call.call_key && r.state === 'settled' && r.reply !== null);
      if (id >= 0) return { outcome: 'settled', usage_id: id, reply: rows[id]?.reply, cap: null };
      const spent = rows.reduce((sum, r) => sum + (r.state === 'void' ? 0 : r.usd), 0);
      if (spent + call.usd > cap) {
        return {
          outcome: 'refused',
          usage_id: null,
          reply: null,
          cap: { scope: 'job' as const, unit: 'usd' as const, cap, spent, wanted: call.usd },
        };
      }
      rows.push({
        key: call.call_key,
        state: 'reserved',
        input: call.input_tokens,
        output: call.max_output_tokens,
        usd: call.usd,
      });
      return { outcome: 'reserved', usage_id: rows.length - 1, reply: null, cap: null };
    },
    async settleUsage(_claim, id, paid) {
      Object.assign(open(id), {
        state: 'settled',
        input: paid.input_tokens,
        output: paid.output_tokens,
        usd: paid.usd,
        reply: paid.reply,
      });
      return null;
    },
    async voidUsage(_claim, id) {
      open(id).state = 'void';
      return null;
    },
  };
  return { rows, calls };
}
