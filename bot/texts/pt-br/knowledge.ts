import type { KnowledgeTexts } from '../knowledge-texts.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const counted = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`;

export const knowledgePtBr: KnowledgeTexts = {
  locale: 'pt-BR',
  languages: { pt: 'Português', en: 'Inglês' },
  installation: 'a instalação',

  outcome: {
    takesLong: 'Está demorando mais que o normal; aviso aqui como terminou.',
    recordedAfterAll: 'Deu certo.',
    notRecorded:
      'O banco de dados não respondeu, então não é certo que isso foi feito. Clique de novo, por favor.',
  },

  command: {
    help: [
      '*`/knowledge` guarda aquilo em que os rascunhos podem se basear: documentos, regras da casa e kit de marca.*',
      '• `/knowledge adicionar https://…` lê uma página; palavras depois do endereço viram o título. Até cinco endereços de uma vez.',
      '• `/knowledge adicionar` sozinho abre um formulário: endereço, arquivo (PDF, DOCX, Markdown, texto, CSV, HTML; ou uma imagem em PNG, JPEG ou WebP para os slides) ou texto colado. Um texto também pode vir logo depois do comando.',
      '• `/knowledge buscar passivação de titânio` mostra o que os documentos dizem sobre isso.',
      '• `/knowledge listar` mostra os documentos, do mais novo ao mais antigo; `/knowledge listar titânio`, só os que têm essa palavra no nome.',
      '• `/knowledge remover titânio` remove um documento, e deixa desfazer.',
      '• `/knowledge regras` mostra voz, palavras proibidas e frases obrigatórias; ali os administradores alteram tudo isso.',
      '• `/knowledge marca` mostra nome, cores e fontes das imagens; ali os administradores propõem outras.',
      'Nada do que foi adicionado muda sozinho: uma página fica como estava quando foi lida.',
    ].join('\n'),
    unknown: (word, meant, said) =>
      meant === null
        ? `Não conheço "${word}". Para buscar, escreva /knowledge buscar ${said}. O resto: /knowledge ajuda.`
        : `Não conheço "${word}". Você quis dizer /knowledge ${meant}? O resto: /knowledge ajuda.`,
    incomplete: {
      search: 'Diga o que procurar, por exemplo `/knowledge buscar passivação de titânio`.',
      remove:
        'Diga qual documento, por palavras do título ou pelo número em `/knowledge listar`, por exemplo `/knowledge remover titânio`.',
    },
    guest: 'Convidados não podem usar a base de conhecimento. Peça a alguém da equipe.',
    adminsOnly: (admins) => `Só administradores podem alterar isso: ${admins}. Nada mudou.`,
    noAdmin: 'a equipe não tem nenhum no momento',
    notAnswered: 'O banco de dados não respondeu. Nada mudou. Tente de novo daqui a pouco.',
    formNotOpened: 'O Slack não abriu o formulário a tempo. Tente de novo, por favor.',
    useAChannel:
      'Use isso num canal: a conversa mostra como vai, e a equipe consegue ver. Nada foi iniciado.',
    refused: (reason) => `Isso foi recusado: ${reason}`,
    yourText: 'O seu texto:',
  },

  add: {
    title: 'Adicionar documento',
    submit: 'Adicionar',
    close: 'Cancelar',
    intro:
      'Informe só *um*: endereço, arquivo ou texto. Os rascunhos poderão citar o documento, palavra por palavra e com a fonte; uma imagem só aparece em slides, nunca é citada.',
    channel: 'Canal',
    channelHint: 'Onde a conversa aparece. Preciso estar nele: /invite @Greenlight.',
    address: 'Endereço de uma página',
    addressHint: 'De uma página, PDF ou texto que qualquer pessoa consegue abrir. É lida uma vez, agora.',
    file: 'Arquivo',
    fileHint: (megabytes) =>
      `PDF, DOCX, Markdown, texto, CSV ou HTML, ou uma imagem para os slides em PNG, JPEG ou WebP; até ${megabytes} MB. Um documento digitalizado sem texto não pode ser lido.`,
    alt: 'O que a imagem mostra',
    altHint: (max) =>
      `Só com uma imagem, e ali é necessário: para quem não a vê, e para escolher o slide dela. Até ${number(max)} caracteres.`,
    text: 'Texto',
    textHint: (max) =>
      `Até ${number(max)} caracteres; um texto mais longo vem como arquivo. Uma linha vazia termina o parágrafo.`,
    name: 'Título',
    nameHint: 'Vazio: tirado do documento.',
    language: 'Idioma',
    auto: 'Descobrir pelo documento',
    started: (count) =>
      count === 1
        ? 'Recebido. Uma conversa neste canal mostra como vai.'
        : `Recebido: ${count} documentos. Cada um tem uma conversa neste canal que mostra como vai.`,
    working: (name) =>
      `O Slack está entregando "${name}". Você pode fechar isto; uma conversa no canal mostra como vai. Se nenhuma aparecer em alguns minutos, adicione de novo.`,
    workingTitle: 'Um momento',
    errors: {
      nothing: 'Informe um endereço, um arquivo ou um texto.',
      several: 'Informe só um entre endereço, arquivo e texto; adicione os outros depois.',
      notAnAddress: (said) =>
        `"${said}" não é o endereço de uma página. Ele é assim: https://exemplo.com.br/pagina.`,
      scheme: 'Só dá para ler endereços que começam com https:// ou http://.',
      credentials:
        'Este endereço contém um nome ou uma senha. Tire-os, ou adicione o texto ou um arquivo no lugar.',
      addressTooLong: 'Este endereço é longo demais: são aceitos até 2.000 caracteres.',
      tooManyAddresses: (count, max) =>
        `São ${count} endereços; são aceitos até ${max} de uma vez. Nada foi adicionado.`,
      titleTooLong: (length, max) =>
        `Este título tem ${number(length)} caracteres; são aceitos até ${number(max)}.`,
      shortText: (min) =>
        `Este texto é curto demais para um documento: pelo menos ${min} caracteres. Para uma página, informe o endereço completo; para o formulário, escreva só /knowledge adicionar.`,
      fileName: (word) =>
        `"${word}" é o nome de um arquivo; um comando não leva o arquivo em si. Escreva só /knowledge adicionar e informe-o no formulário.`,
      altMissing: 'Diga em uma frase o que a imagem mostra: é isso que ouve quem não a vê.',
      altShort: (min) => `Diga em palavras o que a imagem mostra: pelo menos ${min} caracteres.`,
      altLong: (length, max) => `São ${number(length)} caracteres; são aceitos até ${number(max)}.`,
      altCalls: 'Este texto sai junto com a imagem: escreva sem menções como @channel e sem links.',
      altAlone:
        'Isto vai só com uma imagem em PNG, JPEG ou WebP. Deixe vazio, ou informe a imagem como arquivo.',
      uploadNotStored: 'O banco de dados não respondeu, então nada foi guardado. Envie de novo, por favor.',
      tooManyUploads:
        'Muitos arquivos seus ainda esperam para ser lidos. Tente de novo quando as conversas deles terminarem.',
    },
  },

  start: {
    guest: 'Convidados não podem adicionar documentos. Peça a alguém da equipe. Nada foi iniciado.',
  },

  file: {
    gone: (name) => `"${name}" não está mais no Slack. Escolha de novo, por favor.`,
    external: (name) => `"${name}" fica em outro serviço, não no Slack. Baixe-o e informe o próprio arquivo.`,
    type: (name, accepted) => `"${name}" é de um tipo que não consigo ler. São aceitos: ${accepted}.`,
    tooLarge: (name, size, max) =>
      `"${name}" tem ${size}; são aceitos até ${max}. Divida-o, ou informe a parte que importa.`,
    empty: (name) => `"${name}" está vazio.`,
    noScope:
      'O Slack não me deixa ler arquivos: falta ao app a permissão files:read. Um administrador precisa instalar o app de novo. Nada foi guardado.',
    stopped:
      'Fui reiniciado enquanto o Slack entregava o arquivo. Nada foi guardado; envie de novo, por favor.',
    notRead: (name) => `O Slack não entregou "${name}". Nada foi guardado; envie de novo, por favor.`,
  },

  list: {
    heading: (total) => `Base de conhecimento: ${counted(total, 'documento', 'documentos')}`,
    headingMatching: (total, words) => `${counted(total, 'documento', 'documentos')} com "${words}"`,
    range: (from, to, total) => `${number(from)} a ${number(to)} de ${number(total)}`,
    empty:
      'A base de conhecimento está vazia. Adicione uma página, um arquivo ou um texto com `/knowledge adicionar`.',
    noneMatching: (words) =>
      `Nenhum documento tem "${words}" no título, no nome do arquivo ou no endereço. /knowledge listar mostra todos, /knowledge buscar procura dentro deles.`,
    kind: { text: 'Texto', file: 'Arquivo', url: 'Página', seed: 'Documento de exemplo', picture: 'Imagem' },
    details: (d) =>
      `${d.kindMrkdwn} · ${d.language} · ${counted(d.passages, 'trecho', 'trechos')} · ${d.personMrkdwn} · ${d.dateMrkdwn}`,
    newer: 'Mais novos',
    older: 'Mais',
    open: 'Abrir',
    remove: 'Remover',
    confirmRemove: (title) => ({
      title: 'Remover este documento?',
      text: `"${title}" deixa de ser encontrado em novos rascunhos. Os que citam ou mostram isso não mudam. Dá para desfazer.`,
      confirm: 'Remover',
      deny: 'Manter',
    }),
  },

  reading: {
    title: 'Documento',
    close: 'Fechar',
    previous: 'Página anterior',
    next: 'Próxima página',
    page: (page, of) =>
      `Página ${number(page)} de ${number(of)} · o texto como foi guardado, que os rascunhos citam`,
    notRead: 'O banco de dados não respondeu, e o documento não foi aberto. Tente de novo em instantes.',
  },

  remove: {
    removed: (title) => `Removido: "${title}". Os rascunhos que citam ou mostram isso não mudam.`,
    undo: 'Desfazer',
    restored: (title) => `Restaurado: "${title}".`,
    notAllowed: (owner, admins) =>
      `Só ${owner}, que o adicionou, e administradores (${admins}) podem fazer isso. Nada mudou.`,
    alreadyRemoved: 'Já tinha sido removido.',
    alreadyBack: 'Já está lá.',
    notFound: 'Este documento não existe mais.',
    sameText: (title) => `O texto dele já está lá, como "${title}", então este continua removido.`,
    noneMatching: (words) =>
      `Nenhum documento tem "${words}" no título, no nome do arquivo ou no endereço, então nada foi removido. /knowledge listar mostra todos.`,
    noSuchNumber: (n, total) =>
      `Não há documento número ${number(n)}: a lista tem ${number(total)}. Nada foi removido.`,
    which: (count) => `${counted(count, 'documento combina', 'documentos combinam')}. Qual deles?`,
    isItThis: 'É este?',
    tooMany: (count) => `Mais ${number(count)} combinam. Informe mais palavras do título.`,
  },

  search: {
    heading: (query) => `O que a base de conhecimento diz sobre "${query}"`,
    nothing: (query) =>
      `A base de conhecimento não diz nada sobre "${query}". Tente outras palavras, ou adicione um documento sobre isso com /knowledge adicionar.`,
    noMeaning:
      'Estas palavras são pequenas demais para uma busca. Diga o assunto, por exemplo /knowledge buscar passivação.',
    foundNowhere: (words) => `Em nenhum destes: ${words}`,
    emptyBase:
      'A base de conhecimento está vazia. Adicione uma página, um arquivo ou um texto com /knowledge adicionar e busque de novo.',
    tooLong: (length, max) =>
      `Esta busca tem ${number(length)} caracteres; são aceitos até ${number(max)}. Informe as palavras que importam.`,
  },

  rules: {
    heading: (version) => (version === 0 ? 'Regras da casa' : `Regras da casa, versão ${version}`),
    changedBy: (person, date) => `Última alteração: ${person}, ${date}`,
    voice: 'Voz',
    samples: (count) => `Exemplos da voz (${count})`,
    noSamples:
      'Sem exemplos: de três a dez textos de que vocês gostam mostram ao redator como vocês soam. Eles não provam nenhum fato.',
    noVoice: 'Ainda não descrita.',
    none: 'Ainda não há regras. Nenhuma bloqueia um rascunho.',
    kinds: {
      banned_word: 'Palavras proibidas',
      banned_claim: 'Alegações que não podem ser feitas',
      required_disclaimer: 'Frases que precisam estar lá',
      guideline: 'Orientações',
    },
    severity: { block: 'bloqueia o rascunho', warn: 'avisa' },
    everyLanguage: 'todos os idiomas',
    range: (from, to, total) => `Regras ${from} a ${to} de ${total}`,
    editVoice: 'Alterar a voz',
    addRule: 'Nova regra',
    edit: 'Alterar',
    history: 'Histórico',
    previous: 'Anteriores',
    next: 'Mais regras',
    membersNote:
      'Os administradores alteram estas regras. Todo rascunho é verificado com elas antes de ser mostrado.',
    gone: 'Esta regra não existe mais. /knowledge regras mostra as que valem.',
  },

  ruleForm: {
    titleAdd: 'Nova regra',
    titleEdit: 'Alterar uma regra',
    submit: 'Salvar',
    close: 'Cancelar',
    kind: 'O que ela faz',
    kindOptions: {
      banned_word: 'Proíbe uma palavra',
      banned_claim: 'Proíbe uma alegação, também em outras palavras',
      required_disclaimer: 'Exige uma frase',
      guideline: 'Orienta; o modelo avalia',
    },
    pattern: 'Palavras',
    patternHint:
      'Uma palavra proibida vale também para suas flexões, com ou sem maiúsculas e acentos. Uma frase exigida precisa estar lá palavra por palavra.',
    severity: 'Quando um rascunho a desrespeita',
    severityOptions: {
      block: 'O rascunho é bloqueado até ser corrigido',
      warn: 'O rascunho é mostrado com um aviso',
    },
    language: 'Para rascunhos em',
    reason: 'Por quê',
    reasonHint: 'Fica ao lado do apontamento, para que as pessoas possam julgar.',
    remove: 'Remover',
    removeOption: 'Remover esta regra',
    errors: {
      patternMissing: 'Informe as palavras.',
      tooBroad:
        'Isso bloquearia quase todo rascunho: estas palavras estão em quase todo texto. Diga a própria palavra ou alegação.',
      tooShort: 'Informe uma frase inteira: pelo menos três palavras.',
      duplicate: 'Já existe uma regra com estas palavras.',
      tooLong: (length, max) => `São ${number(length)} caracteres; são aceitos até ${number(max)}.`,
      tooMany: (max) => `Já há ${max} regras, que é o máximo. Remova uma antes.`,
      reasonMissing: 'Diga o porquê, em poucas palavras.',
    },
  },

  voiceForm: {
    title: 'Alterar a voz',
    submit: 'Salvar',
    close: 'Cancelar',
    label: 'Como os textos soam',
    sample: (number) => `Exemplo ${number}`,
    samplesHint: (min, max) =>
      `Um texto de que vocês gostam, palavra por palavra: de ${min} a ${max}, ou nenhum. O redator pega o som deles, nunca os fatos.`,
    tooFew: (count, min) =>
      `${count} de ${min}: uma voz se ouve em pelo menos ${min} textos, ou deixe todos vazios.`,
    hint: (max) => `A quem falam, em que tom, o que evitam. Até ${number(max)} caracteres.`,
    tooLong: (length, max) => `São ${number(length)} caracteres; são aceitos até ${number(max)}.`,
  },

  setting: {
    inForce: (version) => `A versão ${version} está em vigor:`,
    undo: 'Desfazer',
    unchanged: 'Já é assim; nada mudou.',
    changedMeanwhile: (person, version) =>
      `${person} alterou isto antes de você: versão ${version}. O que você digitou está abaixo; salve de novo para valer por cima.`,
    ruleGoneMeanwhile: 'A própria regra foi removida; salvar a cria de novo.',
    now: 'Agora diz:',
    stale: (person, version) =>
      `${person} alterou isto antes de você: a versão ${version} está em vigor. Nada mudou; veja o que vale antes de clicar de novo.`,
    unknownVersion: (version) => `Não existe a versão ${version}. Nada mudou.`,
    notSaved: 'O banco de dados não respondeu, então não é certo que foi salvo. Envie de novo, por favor.',
    adminsOnly: (admins) => `Só administradores podem alterar isso: ${admins}. Nada mudou.`,
    change: {
      voice: 'alterou a voz',
      samples: 'alterou os exemplos da voz',
      ruleAdded: (pattern) => `criou a regra "${pattern}"`,
      ruleChanged: (pattern) => `alterou a regra "${pattern}"`,
      ruleRemoved: (pattern) => `removeu a regra "${pattern}"`,
      backTo: (version) => `volta à versão ${version}`,
      brandFields: (fields) => `alterou: ${fields}`,
      first: 'primeira versão',
    },
  },

  history: {
    rules: 'Versões das regras da casa',
    brand: 'Versões do kit de marca',
    none: 'Ainda não há nenhuma versão.',
    version: (version) => `Versão ${version}`,
    inForce: 'em vigor',
    backTo: 'Voltar a esta',
    confirmBack: (version) => ({
      title: `Voltar à versão ${version}?`,
      text: `Uma nova versão passa a dizer o que a versão ${version} dizia. Nada se perde; dá para desfazer.`,
      confirm: 'Voltar a esta',
      deny: 'Manter',
    }),
    older: (count) => `Aqui estão as ${count} mais novas.`,
  },

  brand: {
    heading: (version) => (version === 0 ? 'Kit de marca' : `Kit de marca, versão ${version}`),
    none: 'Ainda não há kit de marca, então nenhuma imagem pode ser desenhada. Um administrador propõe o primeiro aqui.',
    name: 'Nome',
    handle: 'Perfil',
    fonts: (heading, body) => `Títulos em ${heading}, texto em ${body}`,
    colours: {
      dark: 'Fundo escuro',
      dark_alt: 'Segundo fundo escuro',
      paper: 'Fundo claro',
      ink: 'Texto',
      accent: 'Destaque',
      accent_alt: 'Segundo destaque',
      muted: 'Texto discreto',
    },
    logo: 'Logotipo',
    change: 'Propor alteração',
    history: 'Histórico',
    howItChanges:
      'Uma alteração é desenhada primeiro: slides de amostra aparecem numa conversa, e ali um administrador a coloca em uso.',
    membersNote: 'Os administradores alteram o kit de marca.',
    started:
      'Recebido. Slides de amostra aparecem numa conversa deste canal; nada muda antes de um administrador os colocar em uso.',
    working:
      'O Slack está entregando o logotipo. Você pode fechar isto; uma conversa no canal mostra os slides de amostra. Se nenhuma aparecer em alguns minutos, proponha de novo.',
    fields: {
      name: 'nome',
      handle: 'perfil',
      'fonts.heading': 'fonte dos títulos',
      'fonts.body': 'fonte do texto',
      logo_svg: 'logotipo',
    },
    form: {
      title: 'Propor kit de marca',
      submit: 'Desenhar',
      close: 'Cancelar',
      intro: (version) =>
        version === 0
          ? 'O primeiro kit de marca da equipe. É desenhado primeiro; nada muda antes de um administrador o colocar em uso.'
          : `Preenchido com a versão ${version}. É desenhado primeiro; nada muda antes de um administrador o colocar em uso.`,
      colourHint: 'No formato #RRGGBB, por exemplo #0B2530.',
      headingFont: 'Fonte dos títulos',
      bodyFont: 'Fonte do texto',
      logo: 'Logotipo',
      logoHint: (kilobytes) =>
        `SVG ou PNG, mais ou menos quadrado, até ${kilobytes} KB. Vazio: o atual continua.`,
      errors: {
        nameMissing: 'Informe o nome que fica nos slides.',
        tooLong: (length, max) => `São ${number(length)} caracteres; são aceitos até ${number(max)}.`,
        colour: (given) =>
          `"${given}" não é uma cor. Ela é assim: #0B2530, # e seis dígitos ou letras de A a F.`,
        same: 'Nada difere do kit de marca em vigor.',
        logoMissing: 'O primeiro kit de marca precisa de um logotipo.',
        logo: {
          not_a_picture: 'Este arquivo não é SVG nem PNG, seja qual for o nome dele.',
          not_svg: 'Este SVG está quebrado. Exporte de novo, ou informe um PNG.',
          active:
            'Este SVG contém mais que desenho (scripts, páginas embutidas, animações ou declarações). Exporte como SVG simples, ou informe um PNG.',
          external: 'Este SVG busca algo de fora. Embuta isso nele, ou informe um PNG.',
          no_size: 'O tamanho deste logotipo falta ou é pequeno demais: pelo menos 32 por 32.',
          not_square:
            'Este logotipo não é mais ou menos quadrado. Ponha um fundo quadrado, para caber nos slides.',
          too_many_pixels: 'Este PNG tem pixels demais: até 2.048 de cada lado.',
          too_complex:
            'Este SVG demoraria demais para ser desenhado (filtros, marcadores, linhas tracejadas ou partes demais). Exporte com isso convertido em formas simples, ou informe um PNG.',
        },
      },
    },
  },
};
