import {
  evidenceRules,
  houseRules,
  languageRules,
  materialRules,
} from '../../drafting/prompts/rules-of-every-prompt.ts';

/** What holds for every slide of a carousel. */
export const slideRules = `${materialRules}

${evidenceRules}
- Every slide but cover and cta has at least one quote in "evidence", and each of its numbers stands in one of them or in the brief. On cover, cta and in the post: in any quote of the deck or in the brief.
- The deck is about what "subjects" names ("also": other forms of the same): cover and title name it, most slides treat it, each of several subjects gets its slides. Passages on other matters only support it.

${languageRules}

Slides
- Exactly "slides" slides; the first has the layout "cover" and the last "cta", and no other has these. One idea a slide. The layout follows from the content: an order is steps, a figure is numbers, two sides are a comparison, things to tick off are a checklist, one thought is a statement.
- A picture of the team's own is shown where its title and alt, all that you know of it, say what the slide is about: each at most once, on at most every third slide. Where none fits, or "pictures" is not there, no slide has that layout.
- About 25 words on a slide, never above 50. A title is a claim, not a label; the cover's has about 8 words and never above 12. At most one emoji in the whole deck, none as a bullet.
- Each slide leaves one thing open that the next one answers: that is the reason to swipe. Never write "arraste" or "swipe" for it.
- A count in a title, on the cover or in the post ("5 perguntas") is a promise: so many slides titled "1. ..." to "5. ...", or one list of so many items.
- The slide before the last is worth saving: a checklist or a summary. The cta says what its reader does next with exactly this; if the brief names a call to action, that one.
- Readers know nothing of passages, briefs or how the deck was made: neither do the slides.
- ${houseRules}`;

/** What holds for a whole deck: its slides, and the post that carries it. */
export const deckRules = `${slideRules}

Post
- "hook": about 110 characters, never above 140. "body": 3 to 6 short paragraphs, about 900 characters and never above 2,500. "hashtags": 3 to 5 terms that readers of the subject search for, several words as one in CamelCase, accents kept. No links, no Markdown.
- A required_disclaimer of "rules" stands word for word at the end of the body.`;
