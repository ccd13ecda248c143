import { describe, expect, it } from 'vitest';
import { type Language, type TellName, tellNames } from '../../ports/content.ts';
import { readKnowledge } from '../../testing/seed.ts';
import { aiSounding, type DraftText } from './ai-sounding.ts';

type Example = [TellName, Language, string, DraftText<string>['role']?];

const positive: Example[] = [
  [
    'contrast',
    'pt',
    'Rastreabilidade não é burocracia, é segurança.\nQualidade não é um setor: é um hábito.',
  ],
  ['contrast', 'pt', 'O registro é mais do que apenas um documento. O lote é mais que um simples número.'],
  ['contrast', 'pt', 'Não basta medir; é preciso registrar. Não se trata de custo, mas de risco.'],
  ['contrast', 'en', "It's not a form, it's a promise. This is not about cost: it's about risk."],
  ['contrast', 'en', 'The audit is not only a visit but a test. A lot is not just a number, but a history.'],
  ['panorama', 'pt', 'Em um mercado cada vez mais exigente, o fornecedor precisa provar o que faz.'],
  ['panorama', 'pt', 'Nos dias de hoje todo implante traz um código.'],
  ['panorama', 'pt', 'Quem compra titânio no cenário atual pede certificado.'],
  ['panorama', 'en', "In today's fast-paced world, implants carry a code."],
  ['panorama', 'en', 'In an ever changing market, suppliers prove what they do.'],
  ['hook', 'pt', 'Descubra como ler um certificado de titânio', 'title'],
  ['hook', 'pt', 'Você já parou para pensar em quem limpa o implante?', 'opening'],
  ['hook', 'pt', 'Neste artigo, vamos falar de passivação.', 'opening'],
  ['hook', 'en', 'Unlock the power of UDI', 'title'],
  ['hook', 'en', 'Have you ever wondered what F136 means?', 'opening'],
  ['frame', 'pt', 'É importante destacar que o ensaio vale por lote.'],
  ['frame', 'pt', 'Vale ressaltar que a norma mudou.'],
  ['frame', 'en', "It's worth noting that the norm has changed."],
  ['role', 'pt', 'A limpeza desempenha um papel fundamental na produção.'],
  ['role', 'en', 'Cleaning plays a crucial role in production.'],
  ['question', 'pt', 'A peça foi limpa duas vezes. O resultado? Menos resíduo.'],
  ['question', 'en', 'The part was cleaned twice. The result? Less residue.'],
  [
    'rider',
    'pt',
    'O lote é registrado, garantindo rastreio. A peça é limpa, evitando falhas, assegurando o uso.',
  ],
  ['rider', 'en', 'Each lot is recorded, ensuring control. Each part is washed, highlighting care.'],
  ['vocabulary', 'pt', 'Uma jornada de inovação que impulsiona a fábrica e potencializa o time.'],
  ['vocabulary', 'en', 'We delve into a tapestry of processes and leverage seamless tools.'],
  ['connector', 'pt', 'Além disso, o lote muda.\nO ensaio fica.\nDessa forma, a peça segue.'],
  ['closer', 'pt', 'Em suma, peça o certificado. É fundamental lembrar do lote.'],
  ['authority', 'pt', 'Estudos mostram que a limpeza importa. Especialistas concordam com isso.'],
  ['authority', 'en', 'Studies show that cleaning matters. Experts agree.'],
  [
    'bullet',
    'pt',
    Array.from(
      { length: 5 },
      (_, n) => `- **Passo ${n}:** o operador confere a peça antes de liberar o lote`,
    ).join('\n'),
  ],
  ['emoji', 'pt', '✅ Peça o certificado.\n🚀 Confira o lote.'],
  ['fragments', 'pt', 'Sem rebarba. Sem óleo. Sem desculpa. É essencial lembrar disso.'],
  ['fragments', 'en', 'One bar. One lot. One code. It is important to note the date.'],
  ['european', 'pt', 'O utilizador guarda o ficheiro.'],
  ['typography', 'pt', 'Confira lote, data, e validade. Vale notar a norma.'],
  ['title_case', 'pt', 'Como Escolher Fornecedores De Implantes Ortopédicos — Guia', 'title'],
];

const negative: Example[] = [
  ['contrast', 'pt', 'A peça não é lavada de novo; segue para a embalagem.'],
  ['contrast', 'pt', 'Isso não é obrigatório, é recomendado.'],
  ['contrast', 'en', 'The part is not washed again. The lot goes on to packaging.'],
  ['panorama', 'pt', 'O mercado de titânio tem dois graus usuais.'],
  ['panorama', 'en', 'In a clean room of class 7 the air is changed.'],
  ['hook', 'pt', 'Quem conheça a norma sabe o limite.', 'opening'],
  ['hook', 'en', 'The auditor will discover the gap in the record.', 'opening'],
  ['frame', 'pt', 'É importante registrar o lote antes do corte.'],
  ['frame', 'en', 'It is important to record the lot before cutting.'],
  ['role', 'pt', 'O papel de grau cirúrgico fecha a embalagem.'],
  ['role', 'en', 'The roles of auditor and buyer are held by two people.'],
  ['question', 'pt', 'O que perguntar ao fornecedor? Peça o certificado do lote.'],
  ['question', 'en', 'What should you ask? Ask for the certificate of the lot.'],
  ['rider', 'pt', 'O lote é registrado, garantindo o rastreio até a barra de origem.'],
  ['vocabulary', 'pt', 'A jornada do paciente começa antes da cirurgia, e a jornada de trabalho tem turnos.'],
  ['vocabulary', 'en', 'The bar is mounted in a robust fixture.'],
  [
    'connector',
    'pt',
    'O lote muda.\nAlém disso, a data muda.\nO ensaio fica.\nA peça segue.\nO registro fecha.',
  ],
  ['authority', 'pt', 'Estudos mostram que a limpeza importa.[^1]'],
  ['triad', 'pt', 'O registro traz lote, data e validade.'],
  ['triad', 'en', 'IQ, OQ and PQ: what each one proves. IQ, OQ and PQ in three steps.'],
  [
    'bullet',
    'pt',
    '- **Ferro:** 0,25%\n- **Oxigênio:** 0,13%\n- **Carbono:** 0,08%\n- **Nitrogênio:** 0,05%',
  ],
  ['fragments', 'pt', 'O lote muda. O ensaio que acompanha a peça fica no registro. A peça segue.'],
  ['european', 'pt', 'O usuário entra em contato com a equipe, que está a par do fato.'],
  ['typography', 'pt', 'Confira o lote, que muda sempre, e a validade.'],
  ['title_case', 'pt', 'Como a Anvisa lê o certificado de titânio da ASTM', 'title'],
  [
    'dash',
    'en',
    `The lot — as the bar shows — is recorded once. ${'Every later step of the process names the lot again. '.repeat(80)}`,
  ],
];

/** The sign among others, so that a weak one is told too. */
const heard = ([tell, language, text, role = 'body']: Example): boolean => {
  const strong = language === 'pt' ? 'No cenário atual, tudo muda.' : "In today's market, all changes.";
  return aiSounding(
    [
      { place: 'x', text, role, quotes: [] },
      { place: 'y', text: strong, role: 'body', quotes: [] },
    ],
    language,
  ).some(({ params, place }) => params.tells.includes(tell) && place === 'x');
};

describe('aiSounding()', () => {
  it.each(positive)('hears %s in %s: %j', (...example) => {
    expect(heard(example)).toBe(true);
  });

  it.each(negative)('does not hear %s in %s: %j', (...example) => {
    expect(heard(example)).toBe(false);
  });

  it('knows an example of every sign but the two that only a long text shows', () => {
    const shown = new Set(positive.map(([tell]) => tell));
    expect(tellNames.filter((tell) => !shown.has(tell))).toEqual(['dash', 'triad']);
  });

  it('counts dashes and lists of three by their rate, and a dash in a title at once', () => {
    const plain = 'O operador confere a peça antes de liberar o lote para a embalagem. ';
    const dashes = `A peça — limpa — segue. O lote — novo — muda. ${plain.repeat(3)}`;
    expect(heard(['dash', 'pt', dashes])).toBe(true);
    expect(heard(['dash', 'pt', 'Titânio — o guia do lote', 'title'])).toBe(true);
    const triads = [
      'corte, lavagem e secagem',
      'lote, data e validade',
      'óleo, água e sal',
      'aço, cobre e zinco',
    ];
    expect(heard(['triad', 'pt', `${triads.map((t) => `Conferimos ${t}.`).join(' ')} ${plain}`])).toBe(true);
  });

  it('is silent on a single weak sign, and names the worst three sentences, worst first', () => {
    const body = (text: string): DraftText<string> => ({ place: 's1', text, role: 'body', quotes: [] });
    expect(aiSounding([body('Em suma, peça o certificado do lote.')], 'pt')).toEqual([]);
    const text = [
      'Em suma, peça o certificado.',
      'Vale destacar que a limpeza desempenha um papel crucial.',
      'Estudos mostram isso.',
      'No cenário atual, o lote importa.',
      'O lote segue para a embalagem.',
    ].join(' ');
    expect(aiSounding([body(text)], 'pt').map(({ params }) => params.sentence)).toEqual([
      'Vale destacar que a limpeza desempenha um papel crucial.',
      'No cenário atual, o lote importa.',
      'Em suma, peça o certificado.',
    ]);
  });

  it('leaves out what stands in a quote of the evidence, in any typography', () => {
    const text =
      'A norma diz: “a limpeza desempenha um papel fundamental, garantindo o uso seguro”. Peça o lote.';
    const quote = 'a limpeza  desempenha um papel fundamental, garantindo o uso seguro';
    const asked = (quotes: string[]) => aiSounding([{ place: 1, text, role: 'body', quotes }], 'pt');
    expect(asked([])).toHaveLength(1);
    expect(asked([quote])).toEqual([]);
  });

  it('gives a sentence as it stands in the text, marks of citations aside', () => {
    const text = '- **Limpeza:** vale destacar o ensaio[^1] de resíduo.[^2]\n- Outro item.';
    const [found] = aiSounding([{ place: 's1', text, role: 'body', quotes: [] }], 'pt');
    expect(found?.params.sentence).toBe('**Limpeza:** vale destacar o ensaio[^1] de resíduo.');
    expect(text).toContain(found?.params.sentence);
  });

  it.each(readKnowledge().map((d) => [d.file, d.text, d.language] as const))(
    'hears nothing in what people wrote: %s',
    (file, text, language) => {
      expect(aiSounding([{ place: file, text, role: 'body', quotes: [] }], language)).toEqual([]);
    },
  );
});
