import type { Section } from '../reading/read-sections.ts';
import { capital, clip } from '../reading/shorten.ts';
import { countWords } from '../reading/words.ts';

const verb =
  /^(.{4,48}?)\s+(?:é|são|significa|exige|define|trata|cobre|is|are|means|requires|covers|describes|shows)\s/i;

/** A short title for a section: its heading, else the subject of its first sentence, else its document. */
export function headline(section: Section): string {
  if (section.heading) return fitTitle(section.heading);
  const first = section.sentences[0];
  const subject = first ? verb.exec(first)?.[1] : undefined;
  if (subject && countWords(subject) <= 7 && !/,/.test(subject))
    return fitTitle(subject.replace(/^(a|o|as|os|the|an?)\s+/i, ''));
  return fitTitle(section.title);
}

const MAX_WORDS = 9;

function fitTitle(text: string): string {
  const clean = text.replace(/[.\s]+$/, '').replace(/[*_`#]+/g, '');
  if (countWords(clean) <= MAX_WORDS) return capital(clean);
  const head = clean.split(/:\s|\s[—–-]\s|\s\(|,\s/)[0] ?? clean;
  return capital(countWords(head) >= 2 && countWords(head) <= MAX_WORDS ? head : clip(clean, MAX_WORDS));
}
