/** What only we see: where the facts were looked up, and how a text came about. */
const WORKSHOP =
  /(?<![\p{L}\p{N}])(?:bases? de conhecimento|knowledge bases?|(?:trechos?|passagens|passages?) (?:recuperad[oa]s?|fornecid[oa]s?|acima|provided|given|retrieved)|(?:the|o|do|no|conforme o|per the) brief(?:ing)?|offline writer|redator offline|language model|modelo de linguagem|as an ai|como uma ia|passage_id|slide_number)(?![\p{L}\p{N}])/iu;

/** Whether a text that readers will see speaks of our own workshop: "Source: knowledge base". Pure. */
export function namesWorkshop(text: string): boolean {
  return WORKSHOP.test(text);
}
