import type { QuestionsTask } from '../../../ports/model-tasks.ts';
import { articlePieces, isOpening } from '../articles/article-pieces.ts';
import { topicLine } from '../articles/topic-line.ts';
import { topicality } from '../articles/topicality.ts';
import { placeEdit } from '../edits/place-edit.ts';
import { clausesOf, readEdit } from '../edits/read-edits.ts';
import { replaceWords } from '../edits/replace-words.ts';
import { senseOf } from '../edits/sense-of.ts';
import { nearSubjects } from '../reading/about-subjects.ts';
import { countWords, fold, stemsOf } from '../reading/words.ts';
import { asSections } from './as-sections.ts';
import { researchWords } from './research-words.ts';

/** Headings that are asked about besides what the person asked. */
const MOST_HEADINGS = 3;

interface Planned {
  wanted: string;
  missing: string | null;
  questions: { id: string; text: string }[];
}

/** The person's own question, and what the team's documents tell nearest to it, by their headings. */
export function planQuestions(task: QuestionsTask): Planned {
  return task.previous ? changeQuestions(task, task.previous) : propose(task);
}

function propose(task: QuestionsTask): Planned {
  const own = researchWords[task.language];
  const { topic } = task.brief;
  const parts = topic
    .replace(/https?:\/\/\S+/g, ' ')
    .split(/(?<=\?)\s+/)
    .map((p) => p.replace(/\s+/g, ' ').trim())
    .filter((p) => p.endsWith('?') && countWords(p) >= 3)
    .flatMap(singly);
  const line = topicLine(topic, '').replace(/[?.!]+$/, '');
  const asked = parts.length > 0 ? parts : [own.whole(line)];
  const questions = [...asked, ...headingsNear(task).map(own.about)];
  const matter = matterOf(line);
  if (questions.length < 2 && fold(matter) !== fold(line)) questions.push(own.about(matter));
  return {
    wanted: line,
    missing: null,
    questions: questions.slice(0, 6).map((text) => ({ id: '', text })),
  };
}

/** "How long does it last and what must the certificate say?" asks two things. */
const JOINED =
  /[,;]?\s+(?:e|and)\s+(?=(?:o que|por que|qual|quais|quant[oa]s?|como|quando|onde|quem|what|which|how|why|when|where|who)\s)/iu;

export function singly(question: string): string[] {
  const parts = question.split(JOINED).map((part) => part.replace(/[?\s]+$/, ''));
  if (parts.length < 2 || parts.some((part) => countWords(part) < 3)) return [question];
  return parts.map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}?`);
}

const LEAD =
  /^(?:(?:qual|quais|o que|como|quando|onde|por que|quant[oa]s?|em quanto|que|what|which|how(?: (?:many|much|long|often))?|when|where|why)\s+)?(?:(?:é|são|e|diz(?:em)?|se|aconteceu com|is|are|does|do|should|must|deve[m]?|pode[m]?|can|happened to)\s+)?(?:(?:os|as|o|a|the|an)\s+)?/iu;
/** Where a question goes on to when, where or by what. */
const TAIL =
  /\s(?:depois|após|antes|durante|para|quando|segundo|after|before|during|for|when|in|according)\s.*$/iu;
/** "The deadline of": what is measured, before what it is measured of. */
const MEASURE = /^\p{L}+\s+(?:d[aeo]s?|of(?: the)?)\s+(?=\p{L}{4})/iu;

/** What a question is about, without the words that ask and what is asked of it. */
const matterOf = (question: string): string =>
  question.replace(LEAD, '').replace(TAIL, '').replace(MEASURE, '').trim() || question;

/** Headings of the passages that say most of the question's words, each once. */
function headingsNear(task: QuestionsTask): string[] {
  const pieces = articlePieces(task).filter((p) => p.heading !== null && !isOpening(p));
  const near = topicality(task.brief.topic, pieces);
  const topic = new Set(
    [task.brief.topic, ...task.subjects.flatMap((s) => [s.name, ...s.also])].flatMap(stemsOf),
  );
  const seen: Set<string>[] = [new Set(stemsOf(task.brief.topic))];
  return pieces
    .filter((p) => nearSubjects(p, task.subjects) > 0 && near(p) > 0.3 && !(p.heading ?? '').endsWith('?'))
    .sort((a, b) => near(b) - near(a))
    .flatMap((p) => {
      const stems = stemsOf(p.heading ?? '');
      if (!stems.some((s) => topic.has(s))) return [];
      // What a question asks already is not asked in the words of a heading.
      const known = seen.some((one) => stems.every((s) => one.has(s)));
      if (stems.length === 0 || known) return [];
      seen.push(new Set(stems));
      return [(p.heading ?? '').replace(/[.:;]+$/, '')];
    })
    .slice(0, MOST_HEADINGS);
}

/** Changes questions where people's notes ask for it, and nowhere else; what is not understood changes nothing. */
function changeQuestions(task: QuestionsTask, previous: Planned['questions']): Planned {
  const own = researchWords[task.reply_language ?? task.language];
  let made = previous.map((one) => ({ ...one }));
  const refuse = (said: string): Planned => ({
    wanted: task.brief.topic,
    missing: own.cannotChange(said),
    questions: previous,
  });
  for (const clause of task.notes.flatMap((note) => clausesOf(asSections(note)))) {
    const edit = readEdit(clause);
    if (!edit) {
      if (senseOf(clause, 'questions') === 'wish') return refuse(clause);
      continue;
    }
    const parts = made.map(({ id, text }) => ({ id, label: text, text }));
    // A question may be asked that no document of the team answers.
    if (edit.do === 'add') {
      const text = /\?$/.test(edit.about) ? edit.about : researchWords[task.language].whole(edit.about);
      made.push({ id: '', text });
      continue;
    }
    const placed = placeEdit(edit, { ...task, kind: 'research', parts });
    if (!Array.isArray(placed)) return refuse(clause);
    for (const { part, after } of placed) {
      const one = made.find(({ id }) => id === part?.id);
      if (!one) return refuse(clause);
      if (edit.do === 'remove') {
        if (made.length < 2) return refuse(clause);
        made = made.filter((other) => other !== one);
      } else if (edit.do === 'move') {
        const others = made.filter((other) => other !== one);
        made = others.toSpliced(others.findIndex(({ id }) => id === after) + 1, 0, one);
      } else if (edit.do === 'title') one.text = edit.text;
      else if (edit.do === 'replace') one.text = replaceWords(one.text, edit.from, edit.to);
      else return refuse(clause);
    }
  }
  const known = new Set<string>();
  return {
    wanted: task.brief.topic,
    missing: null,
    questions: made.filter(({ text }) => !known.has(fold(text)) && known.add(fold(text))),
  };
}
