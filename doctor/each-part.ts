import { type PartRow, parts } from '../setup/parts.ts';
import { type CheckContext, type Finding, has, type Subject, warn } from './check.ts';

/** Parts of these settings that can reach the database at all. */
export function connectable(subject: Subject): PartRow[] {
  const api = has(subject, 'SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY');
  return api ? subject.parts.filter((part) => has(subject, part.variable)) : [];
}

/** One finding for each part; the part's name leads when there are several. */
export async function eachPart(
  subject: Subject,
  find: (part: PartRow) => Promise<Finding> | Finding,
): Promise<Finding[]> {
  const rows = connectable(subject);
  return Promise.all(
    rows.map(async (part) => {
      const finding = await find(part);
      return rows.length === 1 ? finding : { ...finding, note: `${part.name}: ${finding.note}` };
    }),
  );
}

/** As `eachPart`, for what can be asked only while the database answers: its own check says why it does not. */
export function eachReachablePart(
  { subject, probes }: CheckContext,
  find: (part: PartRow) => Promise<Finding>,
): Promise<Finding[]> {
  return eachPart(subject, async (part) =>
    (await probes.version(part)).status === 200
      ? find(part)
      : warn('not checked, as the database does not answer this part', 'First mend what "database" says.'),
  );
}

export function partNamed(name: PartRow['name']): PartRow {
  const part = parts.find((row) => row.name === name);
  if (!part) throw new RangeError(`No part "${name}"`);
  return part;
}
