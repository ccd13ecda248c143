import type { Language, Passage, QueryWords, SearchAnswer } from '../../../ports/content.ts';
import type { Subject } from '../../../ports/model-tasks.ts';
import { fuseRanks } from '../../text/fuse-ranks.ts';
import { enoughEvidence } from '../enough-evidence.ts';
import { otherLanguage } from '../other-language.ts';
import { documentsAbout, nearness, tellsEnough } from './about-subject.ts';
import { cognatesOf } from './cognates-of.ts';
import { findSubjects, withoutLength } from './find-subjects.ts';
import { inReadingOrder, rankPassages } from './rank-passages.ts';
import { rootOf } from './root-of.ts';
import { plainWords } from './subject.ts';

/** What the knowledge says on a brief: a draft can be made, not in that language, or not at all. */
type TopicFound =
  | { kind: 'held'; language: Language; subjects: Subject[]; passages: Passage[] }
  | {
      kind: 'other_language';
      /** The language that has nothing, and the one that has. */
      asked: Language;
      offered: Language;
      subjects: Subject[];
      /** The names of those that only the other language has. */
      names: string[];
      documents: { document_id: string; title: string }[];
      passages: Passage[];
    }
  | { kind: 'missing'; names: string[]; message: string };

export interface Knowledge {
  search(query: string, language: Language | null): Promise<SearchAnswer>;
  /** How common the words of a query are. */
  words(query: string, language: Language | null): Promise<QueryWords>;
}

const MAX_FORMS = 12;

export interface TopicSearch {
  /** The brief without mentions and addresses. */
  topic: string;
  /** Null: the brief is too short to tell its language. */
  asked: Language | null;
  brand: string;
  /** Passages of pages that the brief names: they count in any language. */
  pages?: readonly (readonly Passage[])[];
  /** What further searches brought, e.g. by keywords. */
  more?: readonly (readonly Passage[])[];
  /** Passages in all. */
  max: number;
}

/** Searches by the brief and by each of its subjects, in both languages, and decides whether a draft can be about them. */
export async function retrieveTopic(
  { search, words }: Knowledge,
  { topic, asked, brand, pages = [], more = [], max }: TopicSearch,
): Promise<TopicFound> {
  const plain = withoutLength(topic);
  const [onTopic, common] = await Promise.all([search(plain, asked), words(plain, asked)]);
  // A person who briefs in a third language has chosen ours in the form: its words are in no document, the plan decides.
  const subjects = otherLanguage(plain) === null ? findSubjects(topic, common, brand) : [];
  const onSubjects = await Promise.all(subjects.map((s) => search(queryOf(s), null)));
  const given = pages.flat();
  const known = subjects.map((s, at) => withForms(s, [...(onSubjects[at]?.passages ?? []), ...given]));
  // Words alone cannot say what was found by meaning: there the model's plan decides.
  const byMeaning = onSubjects.map((found) => found.matched.length === 0 && found.passages.length > 0);
  const held = (language: Language) =>
    known.map(
      (s, at) =>
        byMeaning[at] ||
        documentsAbout(
          [...(onSubjects[at]?.passages ?? []).filter((p) => p.language === language), ...given],
          s,
        ).length > 0,
    );
  const inPt = held('pt');
  const inEn = held('en');
  // Beside one that documents treat, another may be one that they only mention: "gamma or ethylene oxide".
  const some = [inPt, inEn].map((list) => list.some(Boolean));
  const mentioned = known.map((s, at) => {
    const near = (onSubjects[at]?.passages ?? []).filter((p) => nearness(p, s) !== null);
    return { pt: near.some((p) => p.language === 'pt'), en: near.some((p) => p.language === 'en') };
  });
  for (const [at] of known.entries()) {
    if (inPt[at] || inEn[at]) continue;
    inPt[at] = Boolean(some[0] && mentioned[at]?.pt);
    inEn[at] = Boolean(some[1] && mentioned[at]?.en);
  }
  // A note in one language is no reason to leave out what the other tells in full.
  for (const [at, s] of known.entries()) {
    if (!inPt[at] || !inEn[at] || given.length > 0) continue;
    const tells = (language: Language) =>
      tellsEnough(
        (onSubjects[at]?.passages ?? []).filter((p) => p.language === language),
        s,
      );
    const [pt, en] = [tells('pt'), tells('en')];
    if (pt !== en) [inPt[at], inEn[at]] = [pt, en];
  }
  const nowhere = known.filter((_, at) => !inPt[at] && !inEn[at]);
  const verdict = enoughEvidence(onTopic);
  if (given.length === 0 && (nowhere.length > 0 || !verdict.enough)) {
    const subjectsMissing = nowhere.map((s) => s.name);
    const said = new Set(plainWords(subjectsMissing.join(' ')));
    const unknown = verdict.enough
      ? []
      : verdict.missing.filter((word) => !plainWords(word).some((w) => said.has(w)));
    const names = [...subjectsMissing, ...unknown];
    return {
      kind: 'missing',
      names,
      message: `${onTopic.passages.length} passages, nothing about ${names.join(', ') || topic}`,
    };
  }
  const lists = [onTopic.passages, ...onSubjects.map((f) => f.passages), ...more, ...pages];
  const all = fuseRanks(lists);
  const lacking = asked === null ? [] : known.filter((_, at) => !(asked === 'pt' ? inPt : inEn)[at]);
  if (asked !== null && lacking.length > 0 && given.length === 0) {
    const offered = asked === 'pt' ? 'en' : 'pt';
    const ranked = inReadingOrder(rankPassages(all, known, offered).slice(0, max));
    const documents = lacking.flatMap((s) =>
      documentsAbout(
        all.filter((p) => p.language === offered),
        s,
      ),
    );
    return {
      kind: 'other_language',
      asked,
      offered,
      subjects: known,
      names: lacking.map((s) => s.name),
      documents: [
        ...new Map(documents.map(({ document_id, title }) => [document_id, { document_id, title }])).values(),
      ],
      passages: ranked,
    };
  }
  const language = asked ?? betterOf(inPt, inEn, all);
  return {
    kind: 'held',
    language,
    subjects: known,
    passages: inReadingOrder(rankPassages(all, known, language).slice(0, max)),
  };
}

function queryOf({ name, also }: Subject): string {
  const words = plainWords([name, ...also].join(' '));
  return [...new Set([name, ...also, ...words.flatMap(cognatesOf)])].join(' ');
}

/** As the documents write it, in either language; one word alone, as the forms of several would be many. */
function withForms(subject: Subject, passages: readonly Passage[]): Subject {
  const guesses = [...plainWords([subject.name, ...subject.also].join(' ')), ...subject.also];
  const single = plainWords(subject.name).length === 1;
  if (!single) return subject;
  const roots = new Set([...guesses, ...guesses.flatMap(cognatesOf)].map(rootOf));
  const written = passages
    .flatMap((p) => `${p.title} ${p.text}`.match(/[\p{L}\p{N}]+/gu) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => roots.has(rootOf(word)));
  const forms = [...new Set([...subject.also, ...written])].filter(
    (form) => form !== subject.name.toLowerCase(),
  );
  return { name: subject.name, also: forms.slice(0, MAX_FORMS) };
}

/** A brief too short to tell its language is answered in the one that has all of its subjects, else in most of what was found. */
function betterOf(inPt: boolean[], inEn: boolean[], passages: readonly Passage[]): Language {
  const [pt, en] = [inPt.every(Boolean), inEn.every(Boolean)];
  if (pt !== en) return pt ? 'pt' : 'en';
  const english = passages.filter((p) => p.language === 'en').length;
  return english * 2 > passages.length ? 'en' : 'pt';
}
