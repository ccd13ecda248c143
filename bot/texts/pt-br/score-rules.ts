import type { ScoreTexts } from '../en/score-rules.ts';
import { answersPtBr, buttonsPtBr, recordingPtBr } from './answers.ts';
import { refusalPtBr } from './refusals.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const leads = (n: number): string => (n === 1 ? '1 lead' : `${number(n)} leads`);

export const scoreRulesPtBr: ScoreTexts = {
  locale: 'pt-BR',
  fields: {
    title: 'cargo',
    seniority: 'senioridade',
    language: 'idioma',
    email: 'e-mail',
    source: 'origem',
    tags: 'etiquetas',
    company: 'empresa',
    industry: 'setor',
    headcount: 'funcionários',
    country: 'país',
    website: 'site',
  },
  command: { ...answersPtBr, guest: 'Convidados não veem leads. Peça a alguém da equipe.' },
  outcome: {
    ...recordingPtBr,
    notRecorded:
      'O banco de dados não respondeu, então não é certo se isto foi salvo. Veja `/leads pontuação` antes de tentar de novo.',
  },
  tier: { a: 'A', b: 'B', c: 'C' },

  top: {
    heading: (total) => (total === 1 ? 'O lead' : `Os melhores de ${leads(total)}`),
    none: 'Nenhum lead corresponde. `/leads melhores` sem filtro mostra todos.',
    empty: 'Ainda não há leads. `/leads importar` os traz.',
    filter: (filter) => `Só: ${filter}`,
    unnamed: 'Ainda sem nome',
    nothingFound: 'Nenhuma regra encontra algo no que se sabe desta pessoa.',
    behind: (n) =>
      n === 1
        ? '1 lead ainda conta pelas regras de antes da última mudança; a pontuação está sendo refeita.'
        : `${leads(n)} ainda contam pelas regras de antes da última mudança; as pontuações estão sendo refeitas.`,
    version: (version) => `Pela versão ${version} das regras`,
    standing: {
      suppressed: 'não contatar nunca',
      replied: 'já nos escreveu',
      connected: 'conexão feita',
      contacted: 'já contatado',
      waiting: 'há uma proposta em aberto',
    },
    next: 'Próximos',
    previous: 'Anteriores',
    range: (from, to, total) => `${number(from)} a ${number(to)} de ${number(total)}`,
    rules: 'Como se pontua',
    unknownField: (word) =>
      `Não conheço "${word}:" em um filtro. Valem país, cargo, empresa, setor, etiqueta, origem, idioma, pontuação e faixa; as outras palavras são procuradas em tudo. Nada foi buscado.`,
    badScore: (word) =>
      `"${word}" não é pontuação nem faixa: a pontuação é um número (pontuação:60), a faixa é A, B ou C (faixa:A). Nada foi buscado.`,
  },

  rules: {
    heading: 'Como os leads são pontuados',
    summary: (version, person, date) => `Versão ${version}, por ${person} (${date})`,
    installation: 'o próprio Greenlight',
    person: 'A pessoa',
    company: 'A empresa',
    none: 'Nenhuma regra: todo lead vale 0.',
    tiers: (a, b) => `Faixa A a partir de ${a} pontos, faixa B a partir de ${b}, o resto é C.`,
    explained:
      'A pontuação é a soma do que as regras encontram. `:` procura palavras inteiras em qualquer ponto do campo, `*` no fim vale para todas as palavras que começam assim, `=` compara o campo inteiro. Maiúsculas e acentos não importam; os pontos de uma regra contam uma vez.',
    change: 'Alterar',
    history: 'Histórico',
    top: 'Melhores leads',
  },

  form: {
    title: 'Pontuação dos leads',
    preview: 'Prévia',
    save: buttonsPtBr.save,
    close: buttonsPtBr.cancel,
    intro:
      'Uma regra por linha: pontos, campo, palavras. *Prévia* mostra o que as regras fariam com os 20 primeiros leads; só então aparece *Salvar*.',
    person: 'Regras sobre a pessoa',
    personHint:
      'Campos: cargo, senioridade, idioma, e-mail, origem, etiquetas. Exemplo: +35 cargo: CME, esteriliza*',
    company: 'Regras sobre a empresa',
    companyHint:
      'Campos: empresa, setor, funcionários, país, site. Exemplos: +10 funcionários: 200+ e +15 país = BR, Brasil',
    tierA: 'Faixa A a partir de',
    tierB: 'Faixa B a partir de',
    errors: {
      shape: (line) =>
        `"${line}" não é uma regra. Escreva pontos, campo, dois-pontos e palavras: +35 cargo: CME, compras`,
      field: (line) =>
        `"${line}" não traz um campo conhecido. Valem cargo, senioridade, idioma, e-mail, origem, etiquetas, empresa, setor, funcionários, país e site.`,
      points: (line) => `"${line}": os pontos vão de -100 a 100 e não são 0.`,
      values: (line) =>
        `"${line}": escreva de 1 a 60 palavras ou expressões separadas por vírgulas, cada uma com até 80 caracteres; * sozinho pede qualquer valor.`,
      numbers: (line) => `"${line}": escreva um número de pessoas, como 200+ ou 50-199.`,
      tooMany: (most) =>
        `Há mais de ${most} regras. Junte em uma linha as palavras que valem os mesmos pontos.`,
      tooLong: 'Isto não caberia de novo no formulário. Encurte as listas de palavras.',
      tiers: 'A faixa B começa abaixo da faixa A.',
      tierNumber: 'Um número inteiro de -999 a 999.',
      stale: (version, person) =>
        `${person} salvou a versão ${version} enquanto isso. Copie o que escreveu, feche e abra de novo.`,
      notSaved: 'O banco de dados não respondeu. Tente de novo; nada é salvo duas vezes.',
      refused: (code) => `Nada foi salvo: ${refusalPtBr(code)}`,
      adminsOnly: (admins) => `Só administradores podem alterar isto: ${admins}. Nada mudou.`,
    },
  },

  preview: {
    heading: 'O que isto mudaria',
    working: 'Todos os leads estão sendo pontuados por estas regras …',
    changed: (changed, total) =>
      changed === 0
        ? `Nenhuma pontuação muda, de ${leads(total)}.`
        : `${number(changed)} de ${leads(total)} ${changed === 1 ? 'muda' : 'mudam'} de pontuação.`,
    tier: (name, before, after) => `${name}: ${number(before)} → ${number(after)}`,
    first: (n) => `Os ${n} primeiros então`,
    gone: (n) => `Saem dos ${n} primeiros`,
    was: (place) => `era ${number(place)}º`,
    now: (place) => `passa a ${number(place)}º`,
    saveNow:
      'Veja abaixo: se é o que você quer, clique em *Salvar*. Se alterar mais uma regra, ela também é mostrada antes.',
  },

  saved: (version) =>
    `A versão ${version} das regras está em vigor, e os leads estão sendo pontuados de novo: \`/leads melhores\` mostra a ordem, \`/leads pontuação histórico\` tem as regras anteriores.`,
  restored: (version, from) =>
    `A versão ${version} das regras está em vigor e diz o que dizia a versão ${from}. Os leads estão sendo pontuados de novo.`,
  unchanged: 'Já é assim; nada mudou.',
  stale: (version, person) =>
    `${person} salvou a versão ${version} enquanto isso. Veja o histórico de novo; nada mudou.`,
  unknownVersion: (version) => `A versão ${version} já não está nesta lista. Nada mudou.`,

  history: {
    heading: 'Como os leads eram pontuados',
    version: (version) => `Versão ${version}`,
    inForce: 'em vigor',
    first: 'as regras com que toda equipe começa',
    restoredFrom: (version) => `volta à versão ${version}`,
    added: 'nova',
    removed: 'saiu',
    tiers: (a, b) => `faixas: A a partir de ${a}, B a partir de ${b}`,
    more: (n) => `e mais ${number(n)}`,
    backTo: 'Voltar a esta',
    confirmBack: (version) => ({
      title: `Voltar à versão ${version}?`,
      text: `Uma nova versão passa a dizer o que a versão ${version} dizia, e todos os leads são pontuados por ela. Nada se perde; dá para voltar outra vez.`,
      confirm: 'Voltar a esta',
      deny: buttonsPtBr.cancel,
    }),
    older: (count) => `Aparecem as ${count} mais novas.`,
  },
};
