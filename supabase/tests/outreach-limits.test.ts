import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { limitCases, nameOfLimit, openLimits } from '../../testing/supabase/release-limits.ts';

const database = useDatabase();
let limits: Awaited<ReturnType<typeof openLimits>>;
beforeAll(async () => {
  limits = await openLimits(database);
});

test.each(limitCases.map((one) => [nameOfLimit(one), one] as const))('%s', async (_, one) => {
  expect(await limits.heldBy(one)).toBe(one.held);
});
