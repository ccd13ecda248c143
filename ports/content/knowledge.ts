import { z } from 'zod';
import { languages } from './language.ts';

/** A stored piece of a document, found for a query. `text` is verbatim: quotes are checked against it. */
export const passage = z.object({
  id: z.string(),
  document_id: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  language: z.string(),
  text: z.string(),
  /** Offsets in characters (code points) into the document's text, end exclusive. */
  start_at: z.number().int().optional(),
  end_at: z.number().int().optional(),
  /** Of the document's text, the snapshot; absent in what was retrieved before that was told. */
  sha256: z.string().optional(),
  /** What stands before and after it in the document, up to 500 characters each; empty at an end. */
  before: z.string().optional(),
  after: z.string().optional(),
  /** When the page was read; null for what is no page. */
  fetched_at: z.string().nullish(),
  /** When its document came into the knowledge base; absent in what was retrieved before that was told. */
  added_at: z.string().nullish(),
  /** Higher is better; comparable only within one search. */
  rank: z.number(),
});
export type Passage = z.infer<typeof passage>;

/** A passage that an approved report cites, with the words that it quotes. */
export const citedPassage = passage.extend({ quotes: z.array(z.string()) });
export type CitedPassage = z.infer<typeof citedPassage>;

export const searchAnswer = z.object({
  passages: z.array(passage),
  /** Stems of the query that carry meaning, and those of them that occur somewhere in what was found. */
  terms: z.array(z.string()),
  matched: z.array(z.string()),
});
export type SearchAnswer = z.infer<typeof searchAnswer>;

/** By word of a query: passages that hold it, and what one that stands nowhere was probably meant to be. */
export const queryWords = z.record(
  z.string(),
  z.object({ passages: z.number().int(), meant: z.array(z.string()) }),
);
export type QueryWords = z.infer<typeof queryWords>;

const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/);

/** How a team's carousels look. Data, not code: admins change it, each change is a new version. */
export const brandKit = z.object({
  version: z.number().int(),
  name: z.string(),
  handle: z.string(),
  colors: z.object({
    dark: colour,
    dark_alt: colour,
    paper: colour,
    ink: colour,
    accent: colour,
    accent_alt: colour,
    muted: colour,
  }),
  fonts: z.object({ heading: z.enum(['Space Grotesk', 'Inter']), body: z.enum(['Inter', 'Space Grotesk']) }),
  /** SVG source of a square logo. */
  logo_svg: z.string(),
});
export type BrandKit = z.infer<typeof brandKit>;

/**
 * `banned_word` and `banned_claim`: words that must not occur, checked by code, inflections included; a claim is also
 * looked for in other words by the model. `required_disclaimer`: a sentence that must occur word for word. `guideline`:
 * a sentence that only a model can check.
 */
export const ruleKinds = ['banned_word', 'banned_claim', 'required_disclaimer', 'guideline'] as const;
export const ruleLength = { pattern: 300, reason: 300, voice: 2000, rules: 200, sample: 1200 } as const;
/** Texts that show how a team sounds: so many, or none. */
export const voiceSamples = { min: 3, max: 10 } as const;

export const houseRule = z.object({
  id: z.string(),
  kind: z.enum(ruleKinds),
  /** The words, matched without case and accents, as whole words; for a guideline the sentence. */
  pattern: z.string().max(ruleLength.pattern),
  severity: z.enum(['block', 'warn']),
  reason: z.string().max(ruleLength.reason),
  /** Binds drafts of this language only; absent or null: all. */
  language: z.enum(languages).nullish(),
});
export type HouseRule = z.infer<typeof houseRule>;

export const houseRules = z.object({
  version: z.number().int(),
  voice: z.string().max(ruleLength.voice),
  /** Texts that the team likes, as examples of how it sounds and never as facts; absent: none. */
  samples: z.array(z.string().max(ruleLength.sample)).max(voiceSamples.max).optional(),
  rules: z.array(houseRule).max(ruleLength.rules),
});
export type HouseRules = z.infer<typeof houseRules>;

/** One version of house rules or brand kit: who made it, when, and what the change was. */
export const settingVersion = z.object({
  version: z.number().int(),
  changed_by: z.string(),
  /** In words of the bot, e.g. `added rule "FDA approved"` or `back to version 3`. */
  change: z.string().nullable(),
  created_at: z.string(),
});
export type SettingVersion = z.infer<typeof settingVersion>;

/** What a change of a versioned setting led to. Every outcome but `changed` changes nothing. */
export const settingChange = z.object({
  outcome: z.enum(['changed', 'unchanged', 'stale', 'not_allowed', 'unknown_version']),
  /** In force now. */
  version: z.number().int(),
  /** For `stale`: who made the version in force. */
  changed_by: z.string().nullable(),
});
export type SettingChange = z.infer<typeof settingChange>;

/** How a document came in. */
const documentKinds = ['text', 'file', 'url', 'seed', 'picture'] as const;

const knowledgeDocument = z.object({
  id: z.string(),
  title: z.string(),
  language: z.enum(languages),
  kind: z.enum(documentKinds),
  url: z.string().nullable(),
  file_name: z.string().nullable(),
  /** Of the stored text: what quotes are checked against. */
  sha256: z.string(),
  added_by: z.string(),
  created_at: z.string(),
  fetched_at: z.string().nullable(),
  removed_at: z.string().nullable(),
  removed_by: z.string().nullable(),
  passages: z.number().int(),
  characters: z.number().int(),
  /** Of a picture alone; `alt` is what it shows, in words. */
  picture: z.object({ alt: z.string(), width: z.number().int(), height: z.number().int() }).nullish(),
});
export type KnowledgeDocument = z.infer<typeof knowledgeDocument>;

export const documentList = z.object({ documents: z.array(knowledgeDocument), total: z.number().int() });

/** Empty text where it was not `read`, and behind the end. `not_allowed`: a guest. */
export const documentReading = z.object({
  outcome: z.enum(['read', 'not_found', 'not_allowed']),
  document: knowledgeDocument.nullable(),
  text: z.string(),
});

/** `not_allowed`: neither the one who added it nor an admin. Every outcome but `done` changes nothing. */
export const documentChange = z.object({
  outcome: z.enum(['done', 'not_found', 'not_allowed', 'already', 'same_text_exists']),
  document: knowledgeDocument.nullable(),
});

/** A picture of the team's own, as it may be chosen: by its words alone. */
export const teamPicture = z.object({
  /** Of its document. */
  id: z.string(),
  title: z.string(),
  /** What it shows, for people who do not see it. */
  alt: z.string(),
  language: z.enum(languages),
  /** Of the stored JPEG. */
  sha256: z.string(),
  width: z.number().int(),
  height: z.number().int(),
});
export type TeamPicture = z.infer<typeof teamPicture>;

/** Characters of what a picture shows, in words. */
export const altLength = { min: 5, max: 300 } as const;

/** What pasted text is called among uploads: it is no file, and another one never takes its place. */
export const pastedTextName = 'pasted.txt';

/** Bytes of an upload for the knowledge base. */
export const uploadLength = { maxBytes: 10 * 1024 * 1024 } as const;
