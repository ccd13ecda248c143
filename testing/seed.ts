// What a workspace of the sandbox is born with, as samples of real use.
import { readFileSync } from 'node:fs';
import { type BrandKit, brandKit, type HouseRules, houseRules } from '../ports/content.ts';

export { suggestedArticles, suggestedBriefs, suggestedQuestions } from '../sandbox/demo/seed/briefs.ts';
export { readKnowledge } from '../sandbox/demo/seed/read-knowledge.ts';

const read = (file: string): object =>
  JSON.parse(readFileSync(new URL(`../sandbox/demo/seed/${file}`, import.meta.url), 'utf8'));

export const seededBrandKit: BrandKit = brandKit.parse({ version: 1, ...read('brand-kit.json') });
export const seededHouseRules: HouseRules = houseRules.parse({ version: 1, ...read('house-rules.json') });
