import { z } from 'zod';
import { shownPassage } from './material.ts';

/** What a model reads of a company's pages; its address as a site is code's to tell. */
export const companyFields = ['industry', 'headcount', 'country'] as const;
export type CompanyField = (typeof companyFields)[number];

export const companyAnswer = z.object({
  facts: z
    .array(
      z.object({
        passage_id: z.string().describe('Id of the page.'),
        quote: z
          .string()
          .describe('First of all: the words of the page that say it, copied character for character.'),
        field: z.enum(companyFields),
        value: z
          .string()
          .describe(
            'industry: an id of "industries". headcount: digits alone. country: two letters of ISO 3166, as BR.',
          ),
      }),
    )
    .describe('At most one for each of "wanted"; none for what the pages do not say.'),
});
export type CompanyAnswer = z.infer<typeof companyAnswer>;

export const companyTask = z.object({
  task: z.literal('company_facts'),
  wanted: z.array(z.enum(companyFields)),
  industries: z.array(z.object({ id: z.string(), what: z.string() })),
  /** Its own pages. */
  passages: z.array(shownPassage),
});
export type CompanyTask = z.infer<typeof companyTask>;
