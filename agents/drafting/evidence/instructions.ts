/** What a page says to a model that reads it, in both languages. */
const orders = [
  /(?:ignor|disregard|forget|overrid)\p{L}*\s+(?:\p{L}+\s+){0,4}(?:instructions?|prompts?|rules|guidelines)/iu,
  /(?:ignor|desconsider|esqueç|desrespeit)\p{L}*\s+(?:\p{L}+\s+){0,4}(?:instruç(?:ão|ões)|regras|orientações|comandos|prompts?)/iu,
  /(?<!\p{L})(?:system prompt|prompt do sistema|developer message|jailbreak)(?!\p{L})/iu,
  /(?<!\p{L})(?:you are|act as|você é|aja como|atue como)\s+(?:now\s+|agora\s+)?(?:an?|um|uma)?\s*(?:ai|ia|llm|language model|modelo de linguagem|assistant|assistente|chatbot)(?!\p{L})/iu,
  /(?<!\p{L})(?:ai|ia|llm|language models?|modelos? de linguagem|assistants?|assistentes?|agents?|agentes?)[^.!?]{0,40}(?<!\p{L})(?:must|should|shall|deve|devem)\s+(?:\p{L}+\s+)?(?:write|say|state|claim|recommend|include|mention|escrever|dizer|afirmar|recomendar|incluir|mencionar)/iu,
];

/** Whether words of a page are an order to a model: they are data, and no fact either. Pure. */
export const isInstruction = (text: string): boolean => orders.some((order) => order.test(text));
