import type { LeadsTexts } from '../en/leads.ts';
import { answersPtBr, buttonsPtBr, recordingPtBr } from './answers.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const counted = (n: number, one: string, more: string): string => `${number(n)} ${n === 1 ? one : more}`;

const fields: LeadsTexts['fields'] = {
  name: 'nome',
  first_name: 'primeiro nome',
  last_name: 'sobrenome',
  title: 'cargo',
  company: 'empresa',
  company_url: 'página da empresa no LinkedIn',
  website: 'site',
  email: 'e-mail',
  industry: 'setor',
  headcount: 'funcionários',
  seniority: 'senioridade',
  country: 'país',
  time_zone: 'fuso horário',
  language: 'idioma',
  source: 'origem',
  tags: 'etiquetas',
} as Record<keyof LeadsTexts['fields'], string> as LeadsTexts['fields'];

export const leadsPtBr: LeadsTexts = {
  locale: 'pt-BR',
  fields,
  meanings: {
    ...fields,
    profile: 'perfil no LinkedIn',
    sales_profile: 'perfil no Sales Navigator',
    linkedin_id: 'id do LinkedIn',
    email_status: 'se o e-mail foi verificado',
  },
  date: (iso) => `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`,

  command: {
    ...answersPtBr,
    help: [
      '*`/leads` guarda as pessoas que o outreach pode alcançar, com a origem de cada dado.*',
      '• `/leads importar` recebe um CSV: uma prévia mostra colunas, duplicados e problemas antes que algo seja gravado. Para um arquivo que já está em uma conversa: *Import leads* no menu da mensagem.',
      '• `/leads mostrar <nome, e-mail ou perfil no LinkedIn>` mostra o que se sabe de uma pessoa, quem pode ser a mesma e o que foi feito.',
      '• `/leads enriquecer [quais]` lê os sites das empresas e propõe o que falta, cada valor com as palavras da página: `/leads enriquecer pais:BR etiqueta:feira`. Nenhum lead muda antes da aprovação.',
      '• `/leads melhores [filtro]` mostra os leads em ordem, com os motivos de cada pontuação. `país:BR etiqueta:feira pontuação:60 faixa:A`, ou palavras, escolhem entre eles.',
      '• `/leads pontuação` mostra as regras que fazem a ordem; administradores as alteram. `/leads pontuação histórico` leva de volta.',
      '• `/leads reverter` lista o que foi importado ou enriquecido há pouco; tudo pode ser revertido.',
      '• `/leads apagar <nome ou perfil no LinkedIn>` remove uma pessoa de vez, do outreach e dos rascunhos: para administradores.',
      '• `/leads ajuda` mostra esta ajuda.',
    ].join('\n'),
    unknown: (word, meant) =>
      `Não conheço "${word}". ${meant ? `Você quis dizer /leads ${meant}?` : 'Tente /leads ajuda.'}`,
    incomplete: {
      show: 'Diga quem: `/leads mostrar Ana Paz` ou `/leads mostrar https://www.linkedin.com/in/ana-paz`.',
      erase: 'Diga quem: `/leads apagar Ana Paz` ou `/leads apagar https://www.linkedin.com/in/ana-paz`.',
    },
    guest: 'Convidados não podem usar os leads. Peça a um membro da equipe. Nada foi alterado.',
    unknownPerson:
      'O Slack não me disse a tempo quem você é, por isso nada foi feito. Tente de novo, por favor.',
  },

  form: {
    title: 'Importar leads',
    submit: 'Ver prévia',
    close: buttonsPtBr.cancel,
    intro: 'Primeiro vem uma prévia: nada é gravado antes que alguém clique em *Importar* abaixo dela.',
    channel: 'Canal',
    channelHint: 'A prévia e o resultado aparecem nele.',
    file: 'Arquivo',
    fileHint: (megabytes, rows) =>
      `CSV como o Excel, o Google Planilhas ou uma ferramenta de vendas o grava; até ${megabytes} MB e ${number(rows)} linhas.`,
    tag: 'Etiqueta para todos',
    tagHint:
      'Por exemplo a feira ou a lista de onde vêm. O público de uma campanha pode ser escolhido por ela.',
    noFile: 'Escolha um arquivo.',
    working: (name) => `Lendo "${name}" …`,
    workingTitle: 'Importar leads',
    closeNotice: 'Fechar',
    started: 'A prévia está no canal.',
    notCertain:
      'Não há certeza de que a prévia foi publicada. Veja no canal antes de enviar o formulário de novo.',
    notPosted:
      'Não consigo publicar nesse canal. Convide-me com /invite e envie o formulário de novo. Nada foi gravado.',
    noFileInMessage:
      'Essa mensagem não tem arquivo. Escolha "Import leads" no menu da mensagem com o CSV. Nada foi gravado.',
    inDirectMessage:
      'Use "Import leads" em um canal, onde outros vejam o que foi importado. Nada foi gravado.',
  },
  file: {
    too_large: (name, megabytes) =>
      `"${name}" tem mais de ${megabytes} MB. Divida o arquivo; nada foi gravado.`,
    type: (name) =>
      `"${name}" não é um CSV. Salve a planilha como CSV (no Excel: CSV UTF-8) e tente de novo. Nada foi gravado.`,
    empty: (name) => `"${name}" está vazio. Nada foi gravado.`,
    gone: (name) => `"${name}" não está mais no Slack. Nada foi gravado.`,
    external: (name) =>
      `"${name}" está em outro serviço, do qual o Slack só tem o link. Envie o próprio arquivo. Nada foi gravado.`,
    no_scope: () =>
      'O app do Slack não tem permissão para ler arquivos. Um administrador o instala de novo pelo manifesto. Nada foi gravado.',
    stopped: (name) => `O Greenlight foi parado enquanto lia "${name}". Tente de novo. Nada foi gravado.`,
    not_read: (name) => `O Slack não entregou "${name}". Tente de novo. Nada foi gravado.`,
  },
  table: {
    empty: () => 'O arquivo não tem nenhuma linha. Nada foi gravado.',
    no_header: () =>
      'A primeira linha já tem uma pessoa. Coloque os nomes das colunas na primeira linha e tente de novo. Nada foi gravado.',
    no_rows: () => 'O arquivo tem os nomes das colunas e nenhuma linha abaixo deles. Nada foi gravado.',
    too_many_rows: (count, most) =>
      `O arquivo tem ${number(count)} linhas; são lidas até ${number(most)} por vez. Divida o arquivo. Nada foi gravado.`,
    too_many_columns: (count, most) =>
      `O arquivo tem ${number(count)} colunas; são lidas até ${number(most)}. Tire as que não dizem nada sobre as pessoas. Nada foi gravado.`,
    open_quote: (row) =>
      `Na linha ${number(row)} uma aspa abre e nunca fecha, por isso não se sabe onde a célula termina. Corrija na planilha e salve de novo. Nada foi gravado.`,
    not_text: () =>
      'O arquivo não é texto: talvez uma pasta de trabalho com outro nome. Salve a planilha como CSV (no Excel: CSV UTF-8). Nada foi gravado.',
  },

  preview: {
    heading: (name) => `Importação de ${name}`,
    looking: (rows, person) => `Verificando ${counted(rows, 'linha', 'linhas')} para ${person} …`,
    interrupted:
      'O Greenlight foi interrompido todas as vezes em que verificou este arquivo. Nada foi guardado. Divida o arquivo e importe as partes, ou verifique de novo.',
    lookAgain: 'Verificar de novo',
    rows: (rows, person) => `*${counted(rows, 'linha', 'linhas')}*, para ${person}. Nada foi gravado ainda.`,
    importedBefore: (person, date) => `${person} já importou este mesmo arquivo (${date}).`,
    columnsHeading: 'Colunas',
    unnamed: (n) => `coluna ${n}`,
    leftOut: (names) => `Ficam de fora: ${names}`,
    noProfileColumn:
      ':warning: Nenhuma coluna tem o endereço de um perfil do LinkedIn, por isso nenhuma linha pode ser importada. Clique em *Colunas* e diga qual é.',
    counts: {
      new: (n) => `*${counted(n, 'lead novo', 'leads novos')}*`,
      changed: (n) => `*${counted(n, 'lead conhecido muda', 'leads conhecidos mudam')}*`,
      unchanged: (n) => `${counted(n, 'lead conhecido fica como está', 'leads conhecidos ficam como estão')}`,
      repeated: (n) => `${counted(n, 'linha repete', 'linhas repetem')} uma pessoa de uma linha anterior`,
      no_address: (n) => `${counted(n, 'linha', 'linhas')} sem o endereço de uma pessoa no LinkedIn`,
      suppressed: (n) =>
        `${counted(n, 'pessoa', 'pessoas')} com quem nunca se deve entrar em contato: fora da importação`,
      erased: (n) => `${counted(n, 'pessoa apagada', 'pessoas apagadas')}: fora da importação`,
    },
    nothing: 'Nenhuma linha muda algo.',
    problems: (n) => counted(n, 'problema', 'problemas'),
    row: (n, line) => `Linha ${n}: ${line}`,
    moreProblems: (n) => `e mais ${number(n)}; todos vêm em um arquivo com a importação.`,
    rules: 'Células vazias não alteram nada. A importação inteira pode ser revertida.',
    import: (n) => `Importar ${number(n)}`,
    columns: 'Colunas',
    cancel: buttonsPtBr.cancel,
    cancelled: (person) => `Não importado: ${person} cancelou. Nada foi gravado.`,
    notStarted:
      'Não há certeza de que a importação começou. Clique em *Importar* de novo: ela nunca começa duas vezes.',
  },
  columnsForm: {
    title: 'Colunas do arquivo',
    submit: 'Verificar de novo',
    close: buttonsPtBr.cancel,
    reading: 'Lendo o arquivo …',
    example: (value) => `Por exemplo: ${value}`,
    noExample: 'Nenhuma linha tem valor aqui.',
    none: 'deixar de fora',
    twice: 'Outra coluna já tem esse significado.',
  },

  problem: {
    rowColumn: 'Linha',
    column: 'Problema',
    repeated: (row) => `a mesma pessoa da linha ${row}, que é a que conta`,
    suppressed: 'com esta pessoa nunca se deve entrar em contato',
    erased: 'esta pessoa foi apagada e não é gravada de novo',
    address: {
      missing: 'sem endereço de um perfil do LinkedIn',
      company: 'o endereço é de uma empresa, não de uma pessoa',
      school: 'o endereço é de uma escola, não de uma pessoa',
      sales_navigator: 'um endereço do Sales Navigator ou do Recruiter que não identifica uma pessoa',
      short_link: 'um link curto (lnkd.in), que só o LinkedIn resolve',
      other_site: 'o endereço é de outro site',
      not_a_profile: 'o endereço não é de um perfil do LinkedIn',
    },
    cell: {
      formula: (column, value) => `${column}: uma fórmula (${value}); a célula fica vazia`,
      excel_error: (column, value) => `${column}: um erro da planilha (${value}); a célula fica vazia`,
      excel_date: (column, value) => `${column}: o Excel transformou em data (${value}); a célula fica vazia`,
      email: (column, value) => `${column}: não é um e-mail (${value}); a célula fica vazia`,
      headcount: (column, value) =>
        `${column}: não é um número de funcionários (${value}); a célula fica vazia`,
      time_zone: (column, value) =>
        `${column}: não é um fuso como America/Sao_Paulo (${value}); a célula fica vazia`,
      language: (column, value) => `${column}: não é um idioma (${value}); a célula fica vazia`,
    },
    fileName: (name) => `${name}-problemas.csv`,
    file: (rows, cells) =>
      `${counted(rows, 'linha não importada', 'linhas não importadas')}, ${counted(cells, 'célula deixada vazia', 'células deixadas vazias')}. Corrigido, este arquivo pode ser importado.`,
  },

  batch: {
    running: (done, total, person) =>
      `Importando para ${person}: ${number(done)} de ${number(total)} linhas.`,
    applied: (person) => `:white_check_mark: Importado para ${person}.`,
    nothing: 'Nada mudou.',
    codes: {
      new: (n) => counted(n, 'lead novo', 'leads novos'),
      changed: (n) => counted(n, 'lead alterado', 'leads alterados'),
      unchanged: (n) => counted(n, 'já conhecido, sem alteração', 'já conhecidos, sem alteração'),
      repeated: (n) => counted(n, 'linha repetida de fora', 'linhas repetidas de fora'),
      no_address: (n) => counted(n, 'linha sem endereço de fora', 'linhas sem endereço de fora'),
      suppressed: (n) => `${counted(n, 'pessoa', 'pessoas')} sem contato permitido, de fora`,
      erased: (n) => `${counted(n, 'pessoa apagada', 'pessoas apagadas')}, de fora`,
      cells: (n) => counted(n, 'célula deixada vazia', 'células deixadas vazias'),
    },
    failed: (why) =>
      `:warning: A importação parou: ${why}. O que já foi importado fica, e pode ser revertido.`,
    errors: {
      file_gone: 'o arquivo não está mais no Slack',
      file_changed: 'o arquivo não é o da prévia',
    },
    errorUnknown: 'o motivo não é conhecido',
    rollBack: 'Reverter',
    confirm: {
      title: 'Reverter?',
      text: 'Leads novos que não foram usados desde então são removidos, e os campos alterados voltam ao que tinham. O que as pessoas alteraram depois fica.',
      confirm: 'Reverter',
      deny: buttonsPtBr.keepIt,
    },
    rollingBack: (person) => `${person} está revertendo …`,
    rolledBack: (person) => `:leftwards_arrow_with_hook: Revertido por ${person}.`,
    rolledBackBelow: {
      import: (title) => `A importação de ${title} foi revertida.`,
      enrichment: (title) => `O enriquecimento de ${title} foi revertido.`,
    },
    restored: (n) => counted(n, 'lead está como antes', 'leads estão como antes'),
    removed: (n) => counted(n, 'lead novo removido', 'leads novos removidos'),
    keptCount: (n) => `${counted(n, 'lead mantém', 'leads mantêm')} o que foi alterado ou feito desde então`,
    keptHeading: 'Mantidos, porque mudaram ou foram usados desde então:',
    keptLead: (name, changed) => (changed === '' ? `${name}: em uso` : `${name}: ${changed}`),
    keptMore: (n) => `e mais ${number(n)}.`,
    list: 'Importações e enriquecimentos, dos mais novos aos mais antigos',
    listNone: 'Nada foi importado nem enriquecido ainda.',
    line: (kind, person, date, status) =>
      `${kind === 'import' ? 'Importação' : 'Enriquecimento'} de ${person} (${date}) · ${status}`,
    status: {
      looking: 'em verificação',
      proposed: 'à espera de uma decisão',
      running: 'em andamento',
      applied: 'aplicado',
      rejected: 'rejeitado',
      cancelled: 'cancelado',
      failed: 'parado',
      rolling_back: 'sendo revertido',
      rolled_back: 'revertido',
    },
    notFound: (word) => `Não há importação nem enriquecimento "${word}". /leads reverter mostra a lista.`,
    notAllowed:
      'Só quem começou, os aprovadores do outreach e os administradores podem reverter. Nada foi alterado.',
    wrongState: 'Ainda não pode ser revertido: não alterou nada até agora.',
    known: 'Já foi revertido, ou está sendo.',
    rollbackStarted: 'Está sendo revertido; o resultado aparece na conversa em que foi informado.',
  },

  show: {
    several: (words) => `Várias pessoas correspondem a "${words}":`,
    none: (words) => `Não conheço nenhuma pessoa "${words}".`,
    open: 'Mostrar',
    unnamed: 'sem nome',
    suppressed: ':no_entry: Nunca se deve entrar em contato.',
    erased: 'Apagada',
    score: (score: number, tier: string) => `Pontuação: ${score} (${tier})`,
    fieldsHeading: 'O que se sabe',
    noFields: 'Nada além do endereço.',
    source: {
      import: (title) => `importação de ${title}`,
      enrichment: (title) => `enriquecimento de ${title}`,
      person: 'uma pessoa',
      linkedin: 'perfil do LinkedIn',
      setup: 'instalação',
    },
    merged: 'do outro endereço',
    quote: (quote, url) => `“${quote}” (${url})`,
    namesHeading: 'Reconhecida por',
    nameKinds: {
      slug: 'endereço',
      provider_id: 'id',
      member_id: 'número',
      sales_id: 'id do Sales Navigator',
      email: 'e-mail verificado',
    },
    actionsHeading: 'O que foi feito',
    noActions: 'Nenhuma ação ainda.',
    versionsHeading: (n) => counted(n, 'versão', 'versões'),
    version: (n, changed) => `${n}: ${changed}`,
    nothingChanged: 'nenhum campo',
    reasons: {
      import: 'importação',
      enrichment: 'enriquecimento',
      rollback: 'reversão',
      read: 'perfil lido',
      merge: 'união de dois leads',
      split: 'separação',
      added: 'adição',
    },
    actors: { governor: 'o controle de envios', setup: 'instalação', seed: 'instalação' },
    mergedHeading: 'A mesma pessoa com outro endereço',
    foundBy: {
      slug: 'um só endereço',
      provider_id: 'um só id no LinkedIn',
      member_id: 'um só número no LinkedIn',
      sales_id: 'um só id do Sales Navigator',
      email: 'um só e-mail verificado',
      person: 'dito por uma pessoa',
    },
    split: 'Separar',
    confirmSplit: {
      title: 'Duas pessoas?',
      text: 'Ficam separadas daqui em diante, mesmo que o LinkedIn mostre um só id para as duas.',
      confirm: 'Separar',
      deny: buttonsPtBr.keepIt,
    },
    suggestionsHeading: 'Talvez a mesma pessoa',
    suggestedBy: {
      email: 'o mesmo e-mail',
      domain: 'o mesmo nome e site',
      company: 'o mesmo nome e empresa',
    },
    merge: 'Unir',
    apart: 'Não é a mesma',
    notThere: 'Uma das duas não existe mais. Nada foi alterado.',
  },

  outcome: {
    ...recordingPtBr,
    notRecorded:
      'O banco de dados não respondeu, por isso não há certeza de que ficou registrado. Clique de novo.',
  },
};
