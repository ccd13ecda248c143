import { Points, type Variant, without } from '../simulation/points.ts';

const governorCalls = [
  'holiday_gaps',
  'expire_dispatches',
  'load_due',
  'plan_actions',
  'claim_release',
  'explain_held',
  'end_as_gone',
  'record_release',
  'unknown_releases',
  'record_lookup',
  'record_inbound',
  'record_inbox_read',
  'record_profile',
  'record_account_status',
] as const;

/**
 * Unipile is called over one connection, which delivers nothing twice. A write that comes to it after the governor gave it up, or
 * that left a governor which stood still between its last check and the call, breaks what no governor can keep: README.md.
 */
const writes: readonly Variant[] = without('twice', 'late', 'frozen', 'overlapped');
/** A lost answer to a read is as none. */
const reads: readonly Variant[] = without('twice', 'late', 'answer_lost', 'overlapped');
const deliveries: readonly Variant[] = ['killed_before', 'killed_after', 'late', 'twice'];

export const outreachPoints = new Points(
  new Map<string, readonly Variant[]>([
    ...governorCalls.map((name) => [name, without('overlapped')] as const),
    ['linkedin.write', writes],
    ['linkedin.read', reads],
    ['webhook', deliveries],
  ]),
  // Three histories have all of them, each of many points. Most points are passed in every beat: not all in the first ones.
  { meant: 42, within: 12, stride: 11 },
);
