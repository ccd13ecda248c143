import type { TitlesAnswer, TitlesTask } from '../../../ports/model-tasks.ts';
import { breaksRules } from '../composing/breaks-rules.ts';
import { clausesOf, type Edit, readEdit } from '../edits/read-edits.ts';
import { replaceWords } from '../edits/replace-words.ts';
import { clip } from '../reading/shorten.ts';
import { fold } from '../reading/words.ts';
import { listOf } from './change-outline.ts';
import { fitTitle } from './fit-title.ts';

/** Changes what an instruction or a finding names and copies the rest. A person's own title stays as it was typed. */
export function changeTitles(task: TitlesTask, current: TitlesAnswer, fresh: TitlesAnswer): TitlesAnswer {
  let made = { ...current };
  for (const edit of clausesOf(task.instruction ?? '').flatMap((clause) => readEdit(clause) ?? []))
    made = changed(made, edit);
  return task.findings.length > 0 ? repaired(made, task, fresh) : made;
}

function changed(made: TitlesAnswer, edit: Edit): TitlesAnswer {
  const [place] = edit.places;
  const field = place && 'part' in place ? place.part : null;
  // A section's title is not the article's.
  if (place && field === null) return made;
  switch (edit.do) {
    case 'title':
      if (field === 'keywords') return { ...made, keywords: listOf(edit.text) };
      if (field === 'meta_description') return { ...made, meta_description: edit.text };
      return field === null ? { ...made, title: edit.text } : made;
    case 'replace': {
      const swap = (text: string) => replaceWords(text, edit.from, edit.to);
      return {
        ...made,
        title: swap(made.title),
        meta_description: swap(made.meta_description),
        keywords: made.keywords.map(swap),
      };
    }
    case 'shorten_title': {
      const head = made.title.split(/:\s|\s[—–-]\s/)[0] ?? made.title;
      return {
        ...made,
        title: head.length < made.title.length && head.length >= 8 ? head : clip(made.title, 6),
      };
    }
    case 'other_title': {
      const [first, second] = made.title_variants;
      return first === undefined
        ? made
        : { ...made, title: first, title_variants: [second ?? made.title, made.title].slice(0, 2) };
    }
    default:
      return made;
  }
}

/** What does not fit or breaks a rule gives way to what the article itself suggests. */
function repaired(made: TitlesAnswer, task: TitlesTask, fresh: TitlesAnswer): TitlesAnswer {
  const codes = task.findings.map((i) => i.code).join(' ');
  const bad = (text: string) => text === '' || breaksRules(text, task);
  const title = bad(made.title) ? fresh.title : fitTitle(made.title);
  const offers = [...made.title_variants.map(fitTitle), fresh.title, ...fresh.title_variants];
  const title_variants = offers
    .filter((t, i) => !bad(t) && ![title, ...offers.slice(0, i)].some((o) => fold(o) === fold(t)))
    .slice(0, 2);
  const isBadMeta = /meta|number/.test(codes) || bad(made.meta_description);
  const keywords = made.keywords.filter((k) => !bad(k));
  return {
    title: /number/.test(codes) ? fresh.title : title,
    title_variants,
    meta_description: isBadMeta ? fresh.meta_description : made.meta_description,
    keywords: /number/.test(codes)
      ? fresh.keywords
      : [...new Set([...keywords, ...fresh.keywords])].slice(
          0,
          /keyword/.test(codes) ? 8 : Math.max(3, keywords.length),
        ),
  };
}
