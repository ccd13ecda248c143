// What a workspace of the sandbox is born with, as samples of real use.
import { readdirSync, readFileSync } from 'node:fs';
import { type BrandKit, brandKit, type HouseRules, houseRules } from '../ports/content.ts';

export { suggestedArticles, suggestedBriefs, suggestedQuestions } from '../sandbox/demo/seed/briefs.ts';
export { readKnowledge } from '../sandbox/demo/seed/read-knowledge.ts';

const folder = new URL('../sandbox/demo/seed/', import.meta.url);
const read = (file: string): object => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

/** As the functions that keep them take them. */
export const brandKitFile = read('brand-kit.json');
export const houseRulesFile = read('house-rules.json');
/** The files of the documents as a person would upload them, with their front matter. */
export const knowledgeFiles = readdirSync(new URL('knowledge/', folder)).map((name) => ({
  name,
  text: readFileSync(new URL(`knowledge/${name}`, folder), 'utf8'),
}));

export const seededBrandKit: BrandKit = brandKit.parse({ version: 1, ...brandKitFile });
export const seededHouseRules: HouseRules = houseRules.parse({ version: 1, ...houseRulesFile });
