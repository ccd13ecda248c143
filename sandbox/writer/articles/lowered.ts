const common =
  /^(?:a|o|as|os|um|uma|não|por que|por|como|o que|quando|quem|onde|qual|quais|cada|em|erros?|perguntas?|limites?|regras?|tipos?|sinais|mudanças|aviso|ensaios?|primeir\p{L}+|segund\p{L}+|terceir\p{L}+|quart\p{L}+|quint\p{L}+|the|an|each|every|all|no|when|customers|how|what|why|when|who|where|which|questions?|mistakes?|limits?|changes?|tests?|first|second|third|fourth|fifth|from|in|on|for)$/iu;

/** With a small first letter where the first word is a common one; names and abbreviations keep theirs. */
export function lowered(text: string): string {
  const first = text.split(/\s/)[0] ?? '';
  const plain = /^\p{Lu}\p{Ll}*$/u.test(first);
  return plain &&
    (common.test(first) ||
      (text.split(/\s/).length > 1 && /^\p{Lu}\p{Ll}{3,}$/u.test(first) && ordinary(first)))
    ? text.charAt(0).toLocaleLowerCase() + text.slice(1)
    : text;
}

// Ending of words that are no names: "Validação", "Rastreabilidade", "Packaging", "Cleaning".
const ordinary = (word: string): boolean =>
  /(?:ção|ções|dade|dades|mento|mentos|agem|ismo|ncia|ncias|mente|ura|tion|tions|ing|ity|ment|ments|ness|ance|ence|[aei]r)$/iu.test(
    word,
  );
