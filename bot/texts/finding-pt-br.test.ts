import { expect, test } from 'vitest';
import { findingPtBr } from './finding-pt-br.ts';

test.each([
  [
    'The house rules forbid "o melhor": sem superlativos',
    'As regras da casa proíbem "o melhor": sem superlativos',
  ],
  ['The article has 300 words; 900 were asked for.', 'O artigo tem 300 palavras; foram pedidas 900.'],
  [
    'The number "97" is in none of the section\'s own quotes and not in the brief.',
    'O número "97" não está em nenhuma citação da seção nem no briefing.',
  ],
  [
    'Stands in "Como verificar" as well: "O lote tem $1 e registro."',
    'Aparece também em "Como verificar": "O lote tem $1 e registro."',
  ],
  [
    'Reading ease 31 of 100: long sentences or long words.',
    'Facilidade de leitura 31 de 100: frases ou palavras longas.',
  ],
  [
    'The meta description has 60 characters; 70 to 160 are wanted.',
    'A metadescrição tem 60 caracteres; o bom é de 70 a 160.',
  ],
  [
    'Not word for word in "ISO 13485": "uma\nfrase"',
    'Não está palavra por palavra em "ISO 13485": "uma\nfrase"',
  ],
  [
    'The slide names a picture that is not among those that may be shown.',
    'O slide indica uma imagem que não está entre as que podem aparecer.',
  ],
  ['The picture "Bomba" stands on another slide already.', 'A imagem "Bomba" já está em outro slide.'],
  [
    'The picture "Bomba" shows something else than the slide is about.',
    'A imagem "Bomba" não mostra o assunto do slide.',
  ],
  [
    'The picture "Bomba" is no longer in the knowledge base.',
    'A imagem "Bomba" não está mais na base de conhecimento.',
  ],
  [
    'The slide says nothing about "passivação", which the brief is about.',
    'O slide não trata de "passivação", que é o assunto do briefing.',
  ],
  [
    'No slide is about "passivação", which the brief is about.',
    'Nenhum slide trata de "passivação", que é o assunto do briefing.',
  ],
  [
    'Too few slides (1 of 4) are about "passivação", which the brief is about.',
    'Poucos slides (1 de 4) tratam de "passivação", que é o assunto do briefing.',
  ],
  [
    'Neither title nor cover names "passivação", which the brief is about.',
    'Nem o título nem a capa dizem "passivação", que é o assunto do briefing.',
  ],
  [
    '"7 perguntas" is promised, and the deck does not hold so many numbered ones: number them in slide titles ("1. ...") or in one list, or say no number.',
    'Promete "7 perguntas", e o carrossel não traz essa quantidade numerada.',
  ],
  [
    'Says nothing about "passivação", which the brief is about: write it about that, from the passages on it.',
    'Não trata de "passivação", que é o assunto do briefing.',
  ],
  [
    '"7 perguntas" is promised, and the article does not hold so many numbered ones: number them, or say no number.',
    'Promete "7 perguntas", e o artigo não traz essa quantidade numerada.',
  ],
  ['Soa como promessa de resultado.', 'Soa como promessa de resultado.'],
])('findingPtBr() reads %j', (message, words) => {
  expect(findingPtBr(message)).toBe(words);
});
