import type { Deck } from '../../ports/model-tasks.ts';

const evidence = [{ passage_id: 'p1', quote: 'A passivação remove ferro livre da superfície.' }];

/** One slide of each layout, as a good writer leaves it: what tests and the benchmark draw. */
export const sampleDeck: Deck = {
  title: '5 erros ao escolher um fornecedor de implantes',
  slides: [
    {
      layout: 'cover',
      title: '5 erros ao escolher um fornecedor de implantes',
      evidence: [],
      kicker: 'Compras técnicas',
      subtitle: 'O que conferir antes de assinar, com base em normas e na prática de fábrica.',
    },
    {
      layout: 'statement',
      title: 'O preço por peça esconde o custo do retrabalho.',
      evidence,
      body: 'Um lote devolvido por falha de limpeza consome semanas de validação, auditoria e reposição.',
    },
    {
      layout: 'list',
      title: 'Os cinco erros que mais aparecem em auditorias',
      evidence,
      items: [
        'Aceitar certificado ISO 13485 sem conferir o escopo',
        'Ignorar a rastreabilidade do lote até a usina',
        'Não pedir o relatório de validação da limpeza',
        'Confundir passivação com acabamento estético',
        'Deixar o UDI para depois do registro',
      ],
    },
    {
      layout: 'numbers',
      title: 'O que a norma e a fábrica medem',
      evidence,
      numbers: [
        { value: '13 485', label: 'a norma do sistema de qualidade' },
        { value: '0,2 µm', label: 'rugosidade máxima da superfície' },
        { value: '≥ 860 MPa', label: 'resistência do Ti-6Al-4V ELI' },
        { value: '100%', label: 'dos lotes rastreados' },
      ],
    },
    {
      layout: 'steps',
      title: 'Como validar um fornecedor em três passos',
      evidence: [],
      steps: [
        { title: 'Documentos', body: 'Certificado, escopo, relatórios e plano de amostragem.' },
        { title: 'Visita', body: 'Sala limpa, fluxo do material e registros de um lote.' },
        { title: 'Lote piloto', body: 'Peças medidas, limpas e embaladas, com laudo ✅' },
      ],
    },
    {
      layout: 'chart',
      title: 'Devoluções por etapa do processo',
      evidence,
      bars: [
        { label: 'Usinagem fora de tolerância', value: 41.5 },
        { label: 'Limpeza insuficiente', value: 22 },
        { label: 'Documentação incompleta', value: 18 },
        { label: 'Embalagem', value: 11 },
      ],
      unit: '%',
      source: 'Dados ilustrativos',
    },
    {
      layout: 'comparison',
      kind: 'wrong_right',
      title: 'Fornecedor comum ou parceiro regulado?',
      evidence,
      left: {
        heading: 'Erro',
        items: ['Certificado vencido na gaveta', 'Limpeza sem validação', 'Lote sem origem'],
      },
      right: {
        heading: 'Remédio',
        items: ['Escopo conferido no organismo', 'Relatório por família', 'Rastreio da barra ao UDI'],
      },
    },
    {
      layout: 'quote',
      title: 'Da sala limpa',
      evidence,
      quote: 'Passivação não é brilho: é a camada de óxido que protege o implante durante décadas.',
      author: 'Lúcia Ferraz',
      role: 'Assuntos regulatórios',
    },
    {
      layout: 'checklist',
      title: 'Salve: o que pedir antes da primeira compra',
      evidence,
      items: [
        'Certificado ISO 13485 com escopo',
        'Laudo ASTM F136 de cada lote',
        'Validação de limpeza (relatório)',
        'Plano de rastreabilidade e UDI',
      ],
    },
    {
      layout: 'cta',
      title: 'Quer a lista completa em PDF?',
      evidence: [],
      body: 'Comente LISTA e enviamos o roteiro de auditoria.',
      action: 'Siga @albaimplantes',
    },
  ],
  post: { hook: 'Cinco erros.', body: 'Cinco erros.', hashtags: ['ISO13485', 'Implantes', 'Qualidade'] },
};
