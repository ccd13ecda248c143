import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { mutated } from './mutated.ts';

const folder = new URL('../../agents/extraction/inputs/', import.meta.url);
const files = readdirSync(folder).map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }));

/** Documents as people's programs made them, changed in a few bytes; of a Word file also in what is packed in it. */
export const documentInput: fc.Arbitrary<{ name: string; bytes: Uint8Array }> = fc
  .record({
    file: fc.constantFrom(...files),
    edits: mutated.edits,
    inside: fc.boolean(),
    entry: fc.nat(100),
    // What is stated of it is another thing than what it is, at times.
    as: fc.oneof(
      { weight: 8, arbitrary: fc.constant(null) },
      fc.constantFrom('x.pdf', 'x.docx', 'x.html', 'x.md', 'x.csv', 'x.txt'),
    ),
  })
  .map(({ file, edits, inside, entry, as }) => {
    const name = as ?? file.name;
    const packed = inside && file.name.endsWith('.docx') ? unpacked(file.bytes) : null;
    if (packed === null) return { name, bytes: mutated.apply(file.bytes, edits) };
    const names = Object.keys(packed);
    const one = names[entry % names.length] ?? '';
    return {
      name,
      bytes: zipSync({ ...packed, [one]: mutated.apply(packed[one] ?? new Uint8Array(), edits) }),
    };
  });

/** Null: fflate does not read it, which says nothing of the reader under test. */
function unpacked(bytes: Uint8Array): Record<string, Uint8Array> | null {
  try {
    const files = unzipSync(bytes);
    return Object.keys(files).length > 0 ? files : null;
  } catch {
    return null;
  }
}
