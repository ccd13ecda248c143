/** Names of files in a ZIP that only one kind of document has. */
const KINDS: readonly [RegExp, string][] = [
  [/^xl\/workbook\.(?:xml|bin)$/, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [/^ppt\/presentation\.xml$/, 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  [/^Index\/(?:Document\.iwa|.*\.iwa)$|^Index\.zip$/, 'application/vnd.apple.pages'],
  [/^META-INF\/container\.xml$/, 'application/epub+zip'],
];
/** A ZIP's list of files stands at its end. */
const MAX_ENTRIES = 5_000;

/**
 * What a ZIP holds when it is no Word document: by the names in its list, nothing is inflated. Null: a Word document, or
 * what only its parts tell.
 */
export function zipType(bytes: Uint8Array): string | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // OpenDocument and EPUB name themselves in their first file, which is never compressed.
  const start = file.subarray(30, 200).toString('latin1');
  const named = /^mimetype(application\/[\w.+-]{1,80}?)(?:PK|$)/.exec(start);
  if (named) return named[1] ?? null;
  const names = namesIn(file);
  if (names.some((name) => /^word\//.test(name))) return null;
  return KINDS.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? null;
}

function namesIn(file: Buffer): string[] {
  const names: string[] = [];
  for (
    let at = file.indexOf('PK\x01\x02');
    at >= 0 && names.length < MAX_ENTRIES;
    at = file.indexOf('PK\x01\x02', at + 46)
  ) {
    if (at + 46 > file.length) break;
    names.push(file.subarray(at + 46, at + 46 + file.readUInt16LE(at + 28)).toString('utf8'));
  }
  return names;
}
