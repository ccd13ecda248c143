import { z } from 'zod';
import {
  type Artifact,
  type Claim,
  type ContentForAgent,
  checkedClaim,
  type DraftContent,
  type WrittenContent,
} from '../../../ports/content.ts';
import { jsonbText } from '../../runner/draft-hash.ts';
import { type NewFile, storeFiles } from '../../runner/store-files.ts';
import { evidenceChecks } from './check-evidence.ts';
import { sha256Of } from './snapshot.ts';

export const EVIDENCE_FILE = 'evidence.json';

/** What goes out beside the final files, so that someone outside can check the claims again (`npm run verify`). */
export const evidenceFile = z.object({
  format: z.literal('greenlight-evidence/1'),
  kind: z.string(),
  title: z.string(),
  /** Of what the draft says: the canonical JSON of its content without claims, judgements and changes. */
  body_sha256: z.string(),
  /** The other final files. */
  files: z.array(z.object({ name: z.string(), sha256: z.string() })),
  claims: z.array(checkedClaim),
  /** Of the canonical JSON of `claims`: a slip of the hand in them shows. */
  claims_sha256: z.string(),
  /** Checks that ran on each claim. */
  checks: z.array(z.string()),
});
export type EvidenceFile = z.infer<typeof evidenceFile>;

/** Keys in the order that Postgres gives them, so that a stored content has the same hash. Pure. */
export function bodySha256(content: unknown): string {
  const besides = new Set(['claims', 'support', 'warnings', 'blocking', 'changes']);
  return sha256Of(
    jsonbText(Object.fromEntries(Object.entries(content as object).filter(([key]) => !besides.has(key)))),
  );
}

export const claimsSha256 = (claims: EvidenceFile['claims']): string => sha256Of(jsonbText(claims));

/** Pure: no clock, so that a rerun writes the same bytes. */
function evidenceOf(
  content: DraftContent,
  claims: EvidenceFile['claims'],
  files: readonly Pick<Artifact, 'name' | 'sha256'>[],
): EvidenceFile {
  return {
    format: 'greenlight-evidence/1',
    kind: content.kind,
    title: content.title,
    body_sha256: bodySha256(content),
    files: files.map(({ name, sha256 }) => ({ name, sha256 })),
    claims,
    claims_sha256: claimsSha256(claims),
    checks: [...evidenceChecks],
  };
}

/** Keeps the files that go out once this version is approved, with the evidence of its claims among them. */
export async function storeFinals(
  content: Pick<ContentForAgent, 'putArtifact'>,
  claim: Claim,
  { draft, folder, files }: { draft: WrittenContent; folder: string; files: readonly NewFile[] },
): Promise<Artifact[]> {
  const finals = await storeFiles(content, claim, files);
  if (!draft.claims) return finals;
  const text = `${JSON.stringify(evidenceOf(draft, draft.claims, finals), null, 2)}\n`;
  const [evidence] = await storeFiles(content, claim, [
    {
      key: `${folder}/final/${EVIDENCE_FILE}`,
      name: EVIDENCE_FILE,
      mime: 'application/json',
      role: 'document',
      alt: draft.title,
      bytes: Buffer.from(text),
    },
  ]);
  return evidence ? [...finals, evidence] : finals;
}
