import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { claimsSha256, EVIDENCE_FILE, evidenceFile } from '../drafting/evidence/evidence-file.ts';
import { recheckClaims } from './recheck-claim.ts';
import type { Line, Report } from './report.ts';

/**
 * Checks a folder of final files by its evidence.json alone: the hashes of the files, the places of the quotes, and each
 * sentence against its quotes and what stands beside them. It needs no database, and cannot tell whether a source said so.
 */
export function verifyFolder(folder: string): Report {
  const title = `${folder}: final files against their own ${EVIDENCE_FILE} (the sources are not looked at)`;
  const path = join(folder, EVIDENCE_FILE);
  if (!existsSync(path)) return { title, lines: [{ ok: false, text: `${EVIDENCE_FILE} is missing` }] };
  const read = evidenceFile.safeParse(parsed(readFileSync(path, 'utf8')));
  if (!read.success)
    return {
      title,
      lines: [{ ok: false, text: `${EVIDENCE_FILE} cannot be read: it is no greenlight-evidence/1` }],
    };
  const { files, claims, claims_sha256 } = read.data;
  const isWhole = claimsSha256(claims) === claims_sha256;
  return {
    title,
    lines: [
      {
        ok: isWhole,
        text: isWhole
          ? `${claims.length} claims are as they were written`
          : 'the claims were changed after they were written',
      },
      ...files.map((file) => fileLine(folder, file)),
      ...recheckClaims(claims),
    ],
  };
}

function fileLine(folder: string, { name, sha256 }: { name: string; sha256: string }): Line {
  const path = join(folder, name);
  // A name is no way out of the folder.
  if (basename(name) !== name || !existsSync(path))
    return { ok: false, text: `${name}: the file is missing` };
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  return found === sha256
    ? { ok: true, text: `${name}: unchanged` }
    : { ok: false, text: `${name}: changed (its SHA-256 is ${found}, not ${sha256})` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
