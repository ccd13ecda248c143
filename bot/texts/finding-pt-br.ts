/** What the agents' checks write, and how a Portuguese team reads it; `$1` is the first group. */
const phrases: [RegExp, string][] = [
  [/^The house rules forbid "(.*?)": (.*)$/s, 'As regras da casa proíbem "$1": $2'],
  [/^The house rules require "(.*?)": (.*)$/s, 'As regras da casa exigem "$1": $2'],
  [
    /^A quote holds "(.*)", which the house rules forbid: choose another quote\.$/s,
    'Uma citação contém "$1", o que as regras da casa proíbem.',
  ],
  [
    /^The section cites nothing; add evidence from the passages and its mark \[\^1\]\.$/,
    'A seção não cita nada.',
  ],
  [
    /^\[\^(.*)\] stands for no entry of "evidence", which has \d+\.$/,
    'A nota [^$1] não tem uma citação por trás.',
  ],
  [
    /^The quote "(.*)" names no passage that was given.*$/s,
    'A citação "$1" indica uma fonte que não existe.',
  ],
  [/^Not word for word in "(.*?)": "(.*)"$/s, 'Não está palavra por palavra em "$1": "$2"'],
  [/^The quote "(.*)" has fewer than (\d+) words\.$/s, 'A citação "$1" tem menos de $2 palavras.'],
  [/^The article has no title\.$/, 'O artigo não tem título.'],
  [
    /^The title has (\d+) characters; at most (\d+) are shown\.$/,
    'O título tem $1 caracteres; são mostrados até $2.',
  ],
  [
    /^There are (\d+) other titles; exactly (\d+) different ones are wanted\.$/,
    'Há $1 outros títulos; devem ser exatamente $2, diferentes.',
  ],
  [
    /^"(.*)" has (\d+) characters; at most (\d+) are shown\.$/s,
    '"$1" tem $2 caracteres; são mostrados até $3.',
  ],
  [
    /^The meta description has (\d+) characters; (\d+) to (\d+) are wanted\.$/,
    'A metadescrição tem $1 caracteres; o bom é de $2 a $3.',
  ],
  [/^There are (\d+) keywords; (\d+) to (\d+) are wanted\.$/, 'Há $1 palavras-chave; o bom é de $2 a $3.'],
  [/^The part has no text\.$/, 'A parte não tem texto.'],
  [/^The section has no heading\.$/, 'A seção não tem título.'],
  [
    /^The section has (\d+) words; at least (\d+) are wanted\.$/,
    'A seção tem $1 palavras; o bom são pelo menos $2.',
  ],
  [
    /^A paragraph has (\d+) words; at most (\d+) are read\.$/,
    'Um parágrafo tem $1 palavras; acima de $2, quase ninguém lê.',
  ],
  [
    /^The article has (\d+) words; about (\d+) are usual\.$/,
    'O artigo tem $1 palavras; o usual são cerca de $2.',
  ],
  [/^The article has (\d+) words; (\d+) were asked for\.$/, 'O artigo tem $1 palavras; foram pedidas $2.'],
  [
    /^The number "(.*)" is in none of the section's own quotes and not in the brief\.$/,
    'O número "$1" não está em nenhuma citação da seção nem no briefing.',
  ],
  [
    /^The number "(.*)" is in no quote of the article and not in the brief\.$/,
    'O número "$1" não está em nenhuma citação do artigo nem no briefing.',
  ],
  [
    /^The number "(.*)" is in none of the slide's quotes and not in the brief\.$/,
    'O número "$1" não está em nenhuma citação do slide nem no briefing.',
  ],
  [
    /^The slide names a picture that is not among those that may be shown\.$/,
    'O slide indica uma imagem que não está entre as que podem aparecer.',
  ],
  [/^The picture "(.*)" stands on another slide already\.$/s, 'A imagem "$1" já está em outro slide.'],
  [
    /^The picture "(.*)" shows something else than the slide is about\.$/s,
    'A imagem "$1" não mostra o assunto do slide.',
  ],
  [
    /^The picture "(.*)" is no longer in the knowledge base\.$/s,
    'A imagem "$1" não está mais na base de conhecimento.',
  ],
  [
    /^The slide says nothing about (.*), which the brief is about\.$/s,
    'O slide não trata de $1, que é o assunto do briefing.',
  ],
  [
    /^No slide is about (.*), which the brief is about\.$/s,
    'Nenhum slide trata de $1, que é o assunto do briefing.',
  ],
  [
    /^Too few slides \((\d+) of (\d+)\) are about (.*), which the brief is about\.$/s,
    'Poucos slides ($1 de $2) tratam de $3, que é o assunto do briefing.',
  ],
  [
    /^Neither title nor cover names (.*), which the brief is about\.$/s,
    'Nem o título nem a capa dizem $1, que é o assunto do briefing.',
  ],
  [/^Says nothing about (.*), which the brief is about.*$/s, 'Não trata de $1, que é o assunto do briefing.'],
  [
    /^"(.*)" is promised, and the article does not hold so many numbered ones.*$/s,
    'Promete "$1", e o artigo não traz essa quantidade numerada.',
  ],
  [
    /^"(.*)" is promised, and the deck does not hold so many numbered ones.*$/s,
    'Promete "$1", e o carrossel não traz essa quantidade numerada.',
  ],
  [
    /^The steps of slide (\d+) come after the mistakes of slide (\d+).*$/s,
    'Os passos do slide $1 vêm depois dos erros do slide $2: o que fazer deve vir antes do que dá errado.',
  ],
  [/^Stands twice: "(.*)"$/s, 'Aparece duas vezes: "$1"'],
  [/^Stands in "(.*?)" as well: "(.*)"$/s, 'Aparece também em "$1": "$2"'],
  [/^Says much of "(.*)" again, in the same words\.$/s, 'Repete muito de "$1", com as mesmas palavras.'],
  [/^Another section has the heading "(.*)" as well\.$/s, 'Outra seção também tem o título "$1".'],
  [
    /^The heading "(.*)" does not say what its section is about\.$/s,
    'O título "$1" não diz do que a seção trata.',
  ],
  [
    /^The conclusion speaks of "(.*)", which nothing before it has named\.$/s,
    'A conclusão fala de "$1", que o texto não mencionou antes.',
  ],
  [/^The keyword "(.*)" does not occur\.$/s, 'A palavra-chave "$1" não aparece.'],
  [
    /^Reading ease (-?\d+) of 100: long sentences or long words\.$/,
    'Facilidade de leitura $1 de 100: frases ou palavras longas.',
  ],
  [
    /^The text reads like "(.*)"; write it in "(.*)"\.$/,
    'O texto parece estar em "$1", e deveria estar em "$2".',
  ],
  [/^The text holds (?:.*?): "(.*)"$/s, 'O texto contém algo que não é texto corrido: "$1"'],
];

/** What is not known stays as the checks, or a model, wrote it. */
export function findingPtBr(message: string): string {
  const known = phrases.find(([pattern]) => pattern.test(message));
  return known ? message.replace(known[0], known[1]) : message;
}
