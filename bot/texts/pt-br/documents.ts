import type { DocumentsTexts } from '../en/documents.ts';
import { answersPtBr, buttonsPtBr, recordingPtBr } from './answers.ts';
import { refusalPtBr } from './refusals.ts';

const number = (n: number): string => n.toLocaleString('pt-BR');
const counted = (n: number, one: string, many: string): string => `${number(n)} ${n === 1 ? one : many}`;

export const documentsPtBr: DocumentsTexts = {
  languages: { pt: 'Português', en: 'Inglês' },
  installation: 'a instalação',
  outcome: {
    ...recordingPtBr,
    notRecorded:
      'O banco de dados não respondeu, então não é certo que isso foi feito. Clique de novo, por favor.',
  },
  command: {
    ...answersPtBr,
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
    useAChannel:
      'Use isso num canal: a conversa mostra como vai, e a equipe consegue ver. Nada foi iniciado.',
    refused: (code) => `Nada foi alterado: ${refusalPtBr(code)}`,
    yourText: 'O seu texto:',
  },
  add: {
    title: 'Adicionar documento',
    submit: 'Adicionar',
    close: buttonsPtBr.cancel,
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
      text: `"${title}" deixa de ser encontrado em novos rascunhos. Os que citam ou mostram isso não mudam; os abertos passam a pedir um motivo para a aprovação. Dá para desfazer.`,
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
    removed: (title) =>
      `Removido: "${title}". Os rascunhos que citam ou mostram isso não mudam. Os abertos que o citam passam a pedir um motivo para a aprovação; dos aprovados, os aprovadores são avisados na conversa.`,
    undo: buttonsPtBr.undo,
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
};
