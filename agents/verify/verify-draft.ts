import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { FileStore } from '../../platform/file-store.ts';
import { type CheckedClaim, type ContentForAgent, isWritten } from '../../ports/content.ts';
import { checkClaims } from '../drafting/evidence/check-claims.ts';
import { bodySha256, claimsSha256, EVIDENCE_FILE, evidenceFile } from '../drafting/evidence/evidence-file.ts';
import { sha256Of } from '../drafting/evidence/snapshot.ts';
import { sayFinding } from '../drafting/say-finding.ts';
import { draftHash } from '../runner/draft-hash.ts';
import { nameOf, placeFaults, unverified } from './recheck-claim.ts';
import { counted, type Line, type Report } from './report.ts';
import { statementsOfDraft } from './statements-of-draft.ts';

type Stored = NonNullable<Awaited<ReturnType<ContentForAgent['draftWithSnapshots']>>>;

/** A draft as it is stored, with the bytes of its evidence.json where they lie in Storage. */
export async function readDraft(
  content: Pick<ContentForAgent, 'draftWithSnapshots'>,
  store: Pick<FileStore, 'get'>,
  id: string,
): Promise<Stored | null> {
  const stored = await content.draftWithSnapshots(id);
  if (stored === null || stored.evidence === null || stored.evidence.bucket === null) return stored;
  const { bucket, sha256 } = stored.evidence;
  const bytes = await store.get(bucket, sha256);
  return { ...stored, evidence: { ...stored.evidence, base64: bytes?.toString('base64') ?? null } };
}

/**
 * Checks a draft again by the texts that are stored: its hash, each quote at its place, each sentence as when it was written,
 * and the evidence.json of its final files. No model and no network take part. Pure.
 */
export function verifyDraft(stored: Stored): Report {
  const { draft, documents, passages, raw } = stored;
  const title = `${draft.content.kind} "${draft.content.title}", version ${draft.version}: against ${documents.length} stored documents`;
  if (draft.erased_at)
    return {
      title,
      lines: [
        {
          ok: true,
          text: `erased on ${draft.erased_at.slice(0, 10)} with a person of whom it spoke: body and files are gone, the hash ${draft.hash} is kept`,
        },
      ],
    };
  const isWhole = draftHash(raw, draft.artifacts, draft.finals) === draft.hash;
  const hash: Line = {
    ok: isWhole,
    text: isWhole ? `the draft has the hash ${draft.hash}` : 'the text of the draft is not that of its hash',
  };
  const { content } = draft;
  if (content.kind === 'lead_enrichment')
    return {
      title,
      lines: [hash, { ok: true, text: 'it makes no claims: each value was taken from its quote by code' }],
    };
  if (!isWritten(content))
    return {
      title,
      lines: [
        hash,
        { ok: true, text: 'an answer to one person: its quotes were found in their documents by code' },
      ],
    };
  const { claims } = content;
  if (!claims)
    return {
      title,
      lines: [hash, { ok: false, text: 'it is from before claims were kept: there is nothing to check' }],
    };
  const texts = new Map([...documents, ...passages].map(({ text }) => [sha256Of(text), text]));
  const again = checkClaims(statementsOfDraft(content), {
    language: content.language,
    passages,
    own: claims.flatMap((claim) => claim.given ?? []),
    notes: claims.filter((claim) => claim.support === 'by_hand').map((claim) => claim.text),
  }).claims;
  return {
    title,
    lines: [hash, ...claims.map((claim) => claimLine(claim, texts, again)), ...fileLines(stored, claims)],
  };
}

function claimLine(
  claim: CheckedClaim,
  texts: ReadonlyMap<string, string>,
  again: readonly CheckedClaim[],
): Line {
  if (claim.status === 'unverified') return unverified(claim);
  const now = again.find(({ place, text }) => place === claim.place && text === claim.text);
  const wrong = [
    ...claim.evidence.flatMap((quoted) => [...placeFaults(quoted), ...snapshotFaults(quoted, texts)]),
    ...(now === undefined
      ? ['the draft does not say it.']
      : now.faults.map((fault) => sayFinding({ ...fault, place: null }))),
  ];
  return wrong.length === 0
    ? { ok: true, text: `${nameOf(claim)}: ${claim.status}, ${counted(claim.evidence.length, 'quote')}` }
    : { ok: false, text: `${nameOf(claim)}: ${wrong.join(' ')}` };
}

function snapshotFaults(
  { snapshot_sha256, start, end, quote, before, after, title }: CheckedClaim['evidence'][number],
  texts: ReadonlyMap<string, string>,
): string[] {
  const text = texts.get(snapshot_sha256);
  if (text === undefined)
    return [`the stored text of "${title}" is not the one that was quoted: it was changed or is gone.`];
  const points = [...text];
  const at = (from: number, to: number) => points.slice(Math.max(0, from), to).join('');
  const faults: string[] = [];
  if (at(start, end) !== quote)
    faults.push(`the stored text of "${title}" says something else at the place of the quote.`);
  const plain = (part: string) => part.replace(/\s+/g, ' ').trim();
  const far = 2000;
  if (
    !plain(at(start - far, start)).endsWith(plain(before)) ||
    !plain(at(end, end + far)).startsWith(plain(after))
  )
    faults.push(`what stands beside the quote in "${title}" is not what was recorded.`);
  return faults;
}

function fileLines({ draft, raw, evidence, files_ended }: Stored, claims: readonly CheckedClaim[]): Line[] {
  if (draft.finals.length === 0) return [];
  if (evidence === null || evidence.base64 === null) {
    const isKept = !files_ended && (draft.status === 'proposed' || draft.status === 'approved');
    return [
      { ok: !isKept, text: isKept ? `${EVIDENCE_FILE} is missing` : 'its final files are kept no more' },
    ];
  }
  const bytes = Buffer.from(evidence.base64, 'base64');
  const named = draft.finals.find(({ name }) => name === EVIDENCE_FILE);
  if (createHash('sha256').update(bytes).digest('hex') !== named?.sha256)
    return [{ ok: false, text: `${EVIDENCE_FILE} as it is stored is not the file of this draft` }];
  const read = evidenceFile.safeParse(JSON.parse(bytes.toString('utf8')));
  if (!read.success) return [{ ok: false, text: `${EVIDENCE_FILE} cannot be read` }];
  const { files, body_sha256, claims_sha256 } = read.data;
  const others = draft.finals
    .filter(({ name }) => name !== EVIDENCE_FILE)
    .map(({ name, sha256 }) => ({ name, sha256 }));
  const isSame =
    isDeepStrictEqual(files, others) &&
    body_sha256 === bodySha256(raw) &&
    claims_sha256 === claimsSha256([...claims]);
  return [
    {
      ok: isSame,
      text: isSame
        ? `${EVIDENCE_FILE} tells this draft, its ${claims.length} claims and ${others.length} final files`
        : `${EVIDENCE_FILE} tells another draft, other claims or other files`,
    },
  ];
}
