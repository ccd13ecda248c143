import { breaksRules } from '../composing/breaks-rules.ts';
import { even } from '../reading/even-text.ts';
import { clip } from '../reading/shorten.ts';
import { digitRuns, fold } from '../reading/words.ts';
import { readWish } from '../understanding/read-wish.ts';
import { splitClauses } from '../understanding/split-clauses.ts';
import type { TitlesAnswer, TitlesTask } from '../wire-article.ts';
import { fitTitle, titleLength } from './fit-title.ts';

/** Changes what an instruction or an issue names and copies the rest. A person's own title stays as it was typed. */
export function changeTitles(task: TitlesTask, current: TitlesAnswer, fresh: TitlesAnswer): TitlesAnswer {
  const made = { ...current, title_variants: [...current.title_variants], keywords: [...current.keywords] };
  for (const clause of splitClauses(task.instruction ?? '')) change(made, clause, fresh);
  for (const { code, message } of task.issues) solve(made, code, message, task, fresh);
  return made;
}

function change(made: TitlesAnswer, clause: string, fresh: TitlesAnswer): void {
  const text = even(clause);
  const wish = readWish(clause);
  if (/\b(?:palavras?[ -]chaves?|keywords?)\b/.test(text)) {
    if (wish?.do === 'text')
      made.keywords = wish.text
        .split(/[,;]/)
        .map((k) => k.trim())
        .filter((k) => k !== '')
        .slice(0, 8);
    else if (wish?.do === 'mention') {
      const added = wish.about.replace(/^(?:palavras?[ -]chaves?|keywords?)[\s:]+/i, '');
      made.keywords = [...made.keywords.filter((k) => fold(k) !== fold(added)), added].slice(-8);
    } else if (wish?.do === 'without')
      made.keywords = made.keywords.filter((k) => !fold(k).includes(fold(wish.phrase)));
    else made.keywords = fresh.keywords;
    return;
  }
  if (/\bmeta\b|\bdescri/.test(text)) {
    made.meta_description =
      wish?.do === 'text' || wish?.do === 'heading' ? wish.text : fresh.meta_description;
    return;
  }
  // "Shorter", said of the whole article, leaves its title alone.
  if (!/\b(?:titul\w+|titles?|headlines?|manchete)\b/.test(text) && wish?.do !== 'replace') return;
  const [first, second] = made.title_variants;
  switch (wish?.do) {
    case 'heading':
    case 'text':
      made.title = wish.text;
      return;
    case 'replace':
      made.title = made.title.replaceAll(wish.from, wish.to);
      return;
    case 'shorter':
    case 'direct': {
      const head = made.title.split(/:\s|\s[—–-]\s/)[0] ?? made.title;
      made.title = head.length < made.title.length && head.length >= 8 ? head : clip(made.title, 6);
      return;
    }
    case 'without':
      made.title = made.title.replace(wish.phrase, '').replace(/\s+/g, ' ').trim() || made.title;
      return;
    case 'mention': {
      const longer = `${made.title}: ${wish.about}`;
      made.title = longer.length <= titleLength ? longer : fitTitle(`${wish.about}: ${made.title}`);
      return;
    }
    default:
      // "Another title": one of those that were offered.
      if (first !== undefined) {
        made.title_variants = [second ?? made.title, made.title].slice(0, 2);
        made.title = first;
      }
  }
}

function solve(
  made: TitlesAnswer,
  code: string,
  message: string,
  task: TitlesTask,
  fresh: TitlesAnswer,
): void {
  const offers = [fresh.title, ...fresh.title_variants];
  const other = (taken: string[]) =>
    offers.find((t) => !taken.includes(t) && !breaksRules(t, task)) ?? fresh.title;
  if (/long_title|title|variant/.test(code)) {
    made.title = fitTitle(made.title || fresh.title);
    made.title_variants = made.title_variants.map(fitTitle);
  }
  if (/meta/.test(code)) made.meta_description = fresh.meta_description;
  if (/keyword/.test(code)) made.keywords = [...new Set([...made.keywords, ...fresh.keywords])].slice(0, 8);
  const numbers = /number/.test(code) ? digitRuns(message) : [];
  const bad = (text: string) => breaksRules(text, task) || digitRuns(text).some((n) => numbers.includes(n));
  if (bad(made.title)) made.title = other([]);
  made.title_variants = made.title_variants
    .filter((v) => !bad(v) && fold(v) !== fold(made.title))
    .slice(0, 2);
  while (made.title_variants.length < 2)
    made.title_variants.push(other([made.title, ...made.title_variants]));
  if (bad(made.meta_description)) made.meta_description = fresh.meta_description;
  made.keywords = made.keywords.filter((k) => !bad(k));
}
