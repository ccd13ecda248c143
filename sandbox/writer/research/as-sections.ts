/** What a person calls a question of a plan or a finding of a report, in the word that the edits are read by. */
export function asSections(message: string): string {
  return message
    .replace(/\bpergunta(s?)\b(?=\s*(?:\d|sobre\b))/giu, (_, many) => (many ? 'seções' : 'seção'))
    .replace(/\bquestion(s?)\b(?=\s*(?:\d|about\b|on\b))/giu, (_, many) => (many ? 'sections' : 'section'))
    .replace(/\b(?:achado|resposta)(s?)\b/giu, (_, many) => (many ? 'seções' : 'seção'))
    .replace(/\b(?:finding|answer)(s?)\b(?=\s*(?:\d|about\b|on\b))/giu, (_, many) =>
      many ? 'sections' : 'section',
    );
}
