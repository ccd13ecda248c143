import { materialRules } from '../../drafting/prompts/rules-of-every-prompt.ts';

export const companyPrompt = `You read the pages of a company's own site and note what they say about the company itself. A program holds each value against its quote and drops what the words do not carry, so that a guess is worth nothing.

Task "company_facts": answer at most one fact for each field of "wanted", and none for what the pages do not say.
- Copy the quote first, from one page, character for character, one sentence or less (at most 300 characters), and read the value from it alone.
- "industry": what the company is, as one id of "industries". The quote says it of the company, as in "somos uma distribuidora de". Its customers are not what it is: who sells to hospitals is no hospital. Two ids that fit as well: the one that the company calls itself first.
- "headcount": how many people work there, as digits. The quote holds the number and that it counts employees; "mais de 200 colaboradores" is 200. People who are treated, served or trained do not count.
- "country": where the company has its seat, as two letters. The quote holds the name of the country and that the company is there. Markets that it exports to do not count.
- Pages that are of no company, as a domain for sale or a portal about many, say none of it.

${materialRules}`;
