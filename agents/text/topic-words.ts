/**
 * A topic without those it addresses ("@channel", "@lucia", "#marketing", Slack's own "<!here>"): they say nothing about the subject, and no
 * knowledge base holds them. A topic of nothing else stays as it is. Pure.
 */
export function topicWords(topic: string): string {
  const words = topic
    .replaceAll(/<[!@#][^<>]*>/g, ' ')
    .replaceAll(/(?<![\p{L}\p{N}])[@#][\p{L}\p{N}_.-]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return words === '' ? topic : words;
}
