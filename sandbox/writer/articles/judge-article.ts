import { namesAny } from '../reading/about-subjects.ts';
import { splitSentences } from '../reading/split-sentences.ts';
import { fold, stemsOf } from '../reading/words.ts';
import type { Finding, JudgementTask } from '../wire-article.ts';

/** The same claim in other words, by what a rule's own words say it is about. */
const paraphrases: { rule: RegExp; said: RegExp }[] = [
  {
    rule: /\b(?:sem riscos?|risco zero)\b/,
    said: /\b(?:sem (?:nenhum )?riscos?(?: nenhum| algum)?|livres? de riscos?|risco zero|nao (?:ha|existe|oferece|apresenta) riscos?)\b/,
  },
  {
    rule: /\b(?:risk-?free|zero risks?|no risks?)\b/,
    said: /\b(?:risk-?free|zero risks?|no risks? (?:at all|whatsoever)|free (?:of|from) (?:all |any )?risks?|without any risks?)\b/,
  },
  {
    rule: /\b(?:100% seguro|totalmente seguro)/,
    said: /\b(?:(?:totalmente|completamente|absolutamente|perfeitamente|100%) segur\w+|segur\w+ em todos os casos)/,
  },
  {
    rule: /\b(?:100% safe|(?:totally|completely) safe)/,
    said: /\b(?:(?:totally|completely|absolutely|perfectly|entirely|100%) safe|safe in every case)/,
  },
  {
    rule: /\bgarant\w+/,
    said: /\b(?:asseguramos|com certeza absoluta|sempre funciona|nunca falha\w*|prometemos)\b/,
  },
  { rule: /\bguarant\w+/, said: /\b(?:always works|never fails?|we promise|we warrant)\b/ },
  {
    rule: /\bcura\w*\b/,
    said: /\b(?:elimina a dor|livra da dor|recuperacao (?:mais rapida|total)|devolve a saude)\b/,
  },
  { rule: /\b(?:cures?|heals?)\b/, said: /\b(?:pain-?free|faster (?:healing|recovery)|restores health)\b/ },
  {
    rule: /\b(?:o melhor do mercado|melhor do)\b/,
    said: /\b(?:(?:o|a) (?:melhor|maior|lider) (?:do|no|de|da) (?:mercado|mundo|brasil|setor)|sem igual|incomparave\w+|melhor que (?:a concorrencia|os concorrentes))\b/,
  },
  {
    rule: /\b(?:best in class|the best)\b/,
    said: /\b(?:world[- ]class|market[- ]leading|industry[- ]leading|second to none|unmatched|unrivall?ed|better than (?:our )?competitors?|the best (?:in|on) the (?:market|world))\b/,
  },
  {
    rule: /\bfda approved\b/,
    said: /\b(?:fda[- ](?:certified|endorsed|recommended)|(?:approved|certified|endorsed) by (?:the )?fda)\b/,
  },
  {
    rule: /\baprovad\w+ pela anvisa\b/,
    said: /\b(?:(?:certificad|recomendad|homologad)\w+ pela anvisa|a anvisa (?:aprovou|certificou|recomenda))\b/,
  },
];

/** Where a rule that only a sentence can state speaks of results in patients, this is what would break it. */
const outcome =
  /\b(?:resultados? clinic\w+ (?:melhor\w*|superior\w*)|pacientes? (?:vive\w*|recupera\w*|sente\w*) (?:melhor|menos|mais)|menos dor|osseointegracao mais rapida|better (?:clinical )?outcomes?|patients (?:recover|feel|heal) (?:better|faster)|less pain|faster osseointegration)\b/;

const voice: { said: RegExp; pt: string; en: string }[] = [
  {
    said: /!/,
    pt: 'Ponto de exclamação: a voz da casa é sóbria.',
    en: 'An exclamation mark: the voice of the house is sober.',
  },
  {
    said: /\b(?:incrive\w+|fantastic\w+|revolucionari\w+|extraordinari\w+|imperdive\w+|amazing|incredible|fantastic|revolutionary|game[- ]chang\w+|cutting[- ]edge|unbelievable|must-have)\b/,
    pt: 'Adjetivo sem prova.',
    en: 'An adjective without evidence.',
  },
];

const remarks = {
  pt: {
    paraphrase: (pattern: string) => `Diz em outras palavras “${pattern}”.`,
    outcome: 'Promete um resultado clínico.',
  },
  en: {
    paraphrase: (pattern: string) => `Says “${pattern}” in other words.`,
    outcome: 'Promises a clinical result.',
  },
};

/**
 * Looks at an article as simple words allow: banned claims in other words, loud voice, promises of clinical results, and
 * whether any part names the subject.
 * A rule's own pattern is not looked for: code does that.
 */
export function judgeArticle(task: JudgementTask): {
  about: string;
  about_subject: boolean;
  off_topic_parts: string[];
  findings: Finding[];
} {
  const findings: Finding[] = [];
  const own = task.language === 'pt' ? remarks.pt : remarks.en;
  const texts = [
    { part: null, text: task.title },
    ...task.parts.flatMap((p) =>
      [p.heading, ...p.markdown.split('\n')].map((text) => ({ part: p.id, text })),
    ),
  ];
  const banned = task.rules.rules.filter((r) => r.kind === 'banned_claim' || r.kind === 'banned_word');
  const guideline = task.rules.rules.find((r) => r.kind === 'guideline' && /clinic/.test(fold(r.pattern)));
  for (const { part, text } of texts) {
    for (const sentence of splitSentences(text.replace(/\[\^\d+\]|\*\*|^(?:- |\d+\. )/g, ''))) {
      const plain = fold(sentence);
      // A text that warns of a claim does not make it.
      if (
        /\b(?:nao|nem|nenhum|nunca|never|not|no medical device|nobody)\b.{0,30}$/.test(
          plain.split(/["“]/)[0] ?? '',
        ) &&
        /["“]/.test(plain)
      )
        continue;
      const rule = banned.find((r) =>
        paraphrases.some((p) => p.rule.test(fold(r.pattern)) && p.said.test(plain)),
      );
      const say = (id: string | null, message: string) =>
        findings.push({ part, rule: id, quote: sentence, message });
      if (rule) say(rule.id || null, own.paraphrase(rule.pattern));
      else if (guideline && outcome.test(plain)) say(guideline.id || null, own.outcome);
      const loud = voice.find((v) => v.said.test(plain));
      if (loud && !rule) say(null, loud[task.language]);
    }
  }
  const strays = task.parts.filter(
    (p) => !namesAny(new Set(stemsOf(`${p.heading} ${p.markdown}`)), task.subjects),
  );
  const isAbout = task.parts.length === 0 || strays.length < task.parts.length;
  return {
    about: task.title,
    about_subject: isAbout,
    off_topic_parts: isAbout ? [] : strays.map((p) => p.id),
    findings,
  };
}
