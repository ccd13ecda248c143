import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A folder of the run: its first test of the whole product leaves a data folder there for the others. */
    madeData: string;
  }
}

export default function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'greenlight-made-'));
  project.provide('madeData', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
