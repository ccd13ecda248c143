import fc from 'fast-check';

/** One change of bytes: where, as a share of the length; how many; and which bytes come in. */
type Edit = { at: number; length: number; how: 'set' | 'drop' | 'double' | 'cut' | 'put'; bytes: Uint8Array };

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    length: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 8 }) }, fc.nat(4000)),
    how: fc.constantFrom('set', 'set', 'set', 'drop', 'double', 'cut', 'put'),
    bytes: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 8 }),
      fc
        .constantFrom(
          '0',
          '-1',
          '999999999',
          '<',
          '>>',
          '<<',
          '/',
          '\u0000',
          '(',
          ']',
          '&#0;',
          '&#xd800;',
          '%PDF-1.7',
        )
        .map((text) => Buffer.from(text)),
    ),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Changes a file as transfers, disks and people who mean harm do. */
function apply(given: Uint8Array, wanted: Edit[]): Buffer {
  let made = Buffer.from(given);
  for (const { at, length, how, bytes } of wanted) {
    const from = Math.floor(at * made.length);
    const until = Math.min(made.length, from + length);
    const [before, inside, after] = [
      made.subarray(0, from),
      made.subarray(from, until),
      made.subarray(until),
    ];
    // Only the last part of a file is worth cutting: what is left of a first page tells nothing.
    const parts = {
      set: () => [
        before,
        bytes.subarray(0, inside.length),
        made.subarray(from + Math.min(bytes.length, inside.length)),
      ],
      drop: () => [before, after],
      double: () => [before, inside, inside, after],
      cut: () => (at > 0.5 ? [before] : [before, after]),
      put: () => [before, bytes, inside, after],
    }[how]();
    made = Buffer.concat(parts);
  }
  return made;
}

export const mutated = { edits, apply };
