import { describe, expect, it } from 'vitest';
import { findSubjects } from './find-subjects.ts';

const counts: Record<string, number> = {
  implantes: 80,
  implants: 70,
  implant: 70,
  titânio: 30,
  titanium: 25,
  fornecedor: 45,
  fornecedores: 45,
  supplier: 30,
  suppliers: 30,
  passivação: 14,
  passivar: 14,
  passivation: 3,
  validação: 24,
  validation: 18,
  limpeza: 20,
  cleaning: 20,
  salas: 8,
  limpas: 8,
  process: 25,
  processos: 30,
  processo: 30,
  udi: 12,
  rastreabilidade: 14,
  sterilised: 12,
  esterilização: 12,
  gestão: 6,
  riscos: 8,
  usinagem: 8,
  iq: 4,
  oq: 4,
  pq: 4,
  gamma: 3,
  gama: 1,
  radiação: 2,
  estéreis: 6,
  oxide: 5,
  ethylene: 3,
  preço: 0,
  china: 0,
  marketing: 0,
  embalagem: 9,
  packaging: 9,
  acordo: 4,
  qualidade: 30,
  certificado: 14,
};
/** As a search counts them: the words of the topic alone. */
const wordsOf = (topic: string) =>
  Object.fromEntries(
    Object.entries(counts)
      .filter(([word]) => topic.toLowerCase().includes(word))
      .map(([word, passages]) => [word, { passages, meant: [] }]),
  );
const found = (topic: string) => findSubjects(topic, wordsOf(topic), 'Alba Implantes').map((s) => s.name);

describe('findSubjects() on a mistyped word', () => {
  it('takes along what was meant', () => {
    expect(findSubjects('pasivasao', { pasivasao: { passages: 0, meant: ['passivacao'] } })).toEqual([
      { name: 'pasivasao', also: ['passivacao'] },
    ]);
  });
});

describe('findSubjects()', () => {
  it.each([
    ['Passivação de implantes de titânio: o que perguntar ao fornecedor', ['Passivação']],
    ['passivation', ['passivation']],
    ['how passivation protects titanium implants', ['passivation']],
    ['passivation in 600 words', ['passivation']],
    ['5 perguntas sobre passivação', ['passivação']],
    ['cinco motivos para passivar implantes', ['passivar']],
    ['titanium implant passivation', ['passivation']],
    ['5 erros ao escolher um fornecedor de implantes', ['fornecedor']],
    ['Como escolher um fornecedor de implantes de titânio', ['fornecedor']],
    ['Choosing an implant supplier', ['supplier']],
    ['What ASTM F136 titanium means for implants', ['ASTM F136']],
    ['ASTM F67 e F136: qual escolher?', ['ASTM F67', 'F136']],
    ['Salas limpas ISO 14644-1: como ler a classe de um fornecedor', ['ISO 14644-1']],
    ['O que a ISO 13485 muda na rotina de uma fábrica de implantes', ['ISO 13485']],
    ['salas limpas', ['salas limpas']],
    ['UDI e rastreabilidade de implantes: o que perguntar ao fornecedor', ['UDI', 'rastreabilidade']],
    ['IQ, OQ and PQ: process validation of implants explained', ['IQ', 'OQ', 'PQ']],
    ['Gamma or ethylene oxide? How implants are sterilised', ['Gamma', 'ethylene oxide']],
    ['How implants are sterilised', ['sterilised']],
    ['Cleaning validation of titanium implants', ['Cleaning validation']],
    ['Validação de limpeza: o que perguntar', ['Validação limpeza']],
    ['o processo de passivação', ['processo passivação']],
    ['Gestão de riscos em implantes', ['Gestão']],
    ['Acordo de qualidade com o fornecedor', ['Acordo']],
    ['Alba Implantes: passivação e limpeza', ['passivação', 'limpeza']],
    ['preço do titânio na China', ['preço']],
    ['marketing digital', ['marketing digital']],
    ['passivação, limpeza e embalagem', ['passivação', 'limpeza', 'embalagem']],
    ['RDC 665 e RDC 751: o que muda', ['RDC 665', 'RDC 751']],
    ['100 dicas sobre passivação', ['passivação']],
    ['Esterilização por radiação gama', ['Esterilização']],
    ['Embalagem de implantes estéreis', ['Embalagem']],
    ['Validação de limpeza segundo a ISO 13485', ['Validação limpeza']],
    ['Como ler o certificado de titânio F136', ['certificado']],
    ['Passo a passo da passivação', ['passivação']],
    ['faça um carrossel com 6 slides sobre passivação', ['passivação']],
  ])('of %j names %j', (topic, names) => {
    expect(found(topic)).toEqual(names);
  });
});
