import type { JobError, JobView } from '../../../ports/content.ts';
import {
  languageName,
  missingWords,
  paramsOf,
  triedInVain,
  unreadPages,
  whyNothing,
} from '../error-details.ts';
import { fileType } from '../file-types.ts';
import { pictureWords } from '../picture-words.ts';
import { enrichmentPtBr } from './enrichment.ts';
import { modelFailurePtBr } from './model-failure.ts';
import { researchPtBr } from './research.ts';
import { searchFailurePtBr, searchFaultPtBr } from './search-failure.ts';
import { unreadPtBr } from './unread.ts';

const tried = {
  tried: 'Tentei',
  more: (n: number) => `e mais ${n}`,
  places: researchPtBr.questions.places,
  fault: searchFaultPtBr,
  unread: (code: string) => unreadPtBr(code),
};

/** Whom to ask, and what they type. */
const askAdmin =
  'Se continuar, um administrador (/approvers mostra quem é) executa npm run doctor onde o Greenlight está instalado.';

/** What a job's error means for the person who reads it; every code that agents and SQL use. */
export function explainInPortuguese(
  error: JobError,
  topic: string,
  type: JobView['type'],
  attempts: number,
): { happened: string; todo: string } {
  const missing = missingWords(error, 'O que falta');
  const model = modelFailurePtBr(error, attempts) ?? searchFailurePtBr(error);
  if (model) return model;
  switch (error.code) {
    case 'no_evidence':
      return {
        happened: `Não encontrei nada sobre "${topic}" na base de conhecimento da equipe.${missing}${unreadPages(error, 'Não consegui ler', unreadPtBr)}`,
        todo: 'Adicione documentos sobre isso com /knowledge adicionar e clique em Tentar de novo, ou peça com outras palavras. Nada foi inventado.',
      };
    case 'not_enough_evidence':
      return {
        happened: `Evidência insuficiente: o que encontrei não responde a "${topic}", por isso não há relatório.${triedInVain(error, tried)}${unreadPages(error, 'Não consegui ler', unreadPtBr)}`,
        todo: 'Adicione documentos sobre isso com /knowledge adicionar e clique em Tentar de novo, ou peça de novo com outras palavras ou com páginas para ler. Nada foi inventado.',
      };
    case 'nothing_found':
      return {
        happened: `${enrichmentPtBr.nothingFound(paramsOf(error).records ?? 0)}${whyNothing(error, (n, code) => enrichmentPtBr.unread(n, enrichmentPtBr.why(code)))}`,
        todo: 'Informe o site dos leads ou escolha outros. Nada foi inventado, e nenhum lead foi alterado.',
      };
    case 'no_subject':
      return {
        happened: 'Este briefing não diz nada que se possa buscar.',
        todo: 'Envie o comando de novo dizendo do que se trata, por exemplo um processo, um material ou uma norma.',
      };
    case 'discarded':
      return { happened: 'A proposta foi descartada.', todo: 'Envie o comando de novo com outras palavras.' };
    case 'draft_checks':
      return {
        happened: 'O rascunho não passou nas verificações, mesmo depois de correções.',
        todo: 'Clique em Tentar de novo, ou limite o tema ao que a base de conhecimento cobre.',
      };
    case 'budget_cap':
      return {
        happened: capReached(error),
        todo: 'Um administrador o aumenta com /budget set; /approvers mostra quem é. Depois clique em Tentar de novo: o que foi pago não é pago outra vez.',
      };
    case 'no_brand_kit':
    case 'no_house_rules':
      return {
        happened: 'Esta equipe ainda não tem kit de marca ou regras da casa, e sem isso nada é rascunhado.',
        todo: 'Um administrador os define com /knowledge marca e /knowledge regras; depois clique em Tentar de novo.',
      };
    case 'graph_version':
      return {
        happened: 'Este trabalho foi iniciado por outra versão do Greenlight e não pode continuar com esta.',
        todo: 'Envie o comando de novo.',
      };
    case 'channel_unreachable':
      return {
        happened: 'Não pude publicar no canal.',
        todo: 'Escreva /invite @Greenlight lá e envie o comando de novo.',
      };
    case 'worker_lost':
      return {
        happened: `O trabalho se interrompeu${attempts > 1 ? ` em cada uma de ${attempts} tentativas` : ''}.`,
        todo: `Clique em Tentar de novo. ${askAdmin}`,
      };
    case 'other_language': {
      if (type === 'knowledge') break;
      const name = languageName(paramsOf(error).language, 'pt-BR');
      return {
        happened: `Escrevo em português e em inglês, e este briefing ${name ? `parece estar em ${name}` : 'não está em nenhum dos dois'}.`,
        todo: 'Envie o comando de novo com o briefing em um dos dois, ou escolha o idioma no formulário.',
      };
    }
    case 'private_address':
    case 'bad_url':
    case 'redirect_loop':
      return unread(error, topic, 'Indique outro endereço, ou envie o documento com /knowledge adicionar.');
    case 'content_type': {
      const saveAs = fileType(paramsOf(error).type)?.saveAs;
      return unread(
        error,
        topic,
        saveAs
          ? `Abra o arquivo, salve como ${saveAs} e adicione de novo com /knowledge adicionar.`
          : 'Indique outro endereço, ou envie o documento com /knowledge adicionar.',
      );
    }
    case 'refused_by_robots':
      return unread(
        error,
        topic,
        paramsOf(error).reason === 'robots_unavailable'
          ? 'Clique em Tentar de novo mais tarde, ou salve a página e envie o arquivo com /knowledge adicionar.'
          : 'Se você pode usá-la, salve a página e envie o arquivo com /knowledge adicionar.',
      );
    case 'http_status':
    case 'not_reachable':
    case 'timeout':
      return unread(
        error,
        topic,
        'Abra o endereço em um navegador para ver se funciona e clique em Tentar de novo.',
      );
    case 'too_large':
      return unread(error, topic, 'Divida o documento, ou adicione só a parte que importa.');
    case 'encrypted_pdf':
      return unread(error, topic, 'Salve sem senha e adicione de novo.');
    case 'no_text':
      return ['scanned', 'empty'].includes(paramsOf(error).reason ?? 'empty')
        ? unread(error, topic, 'Aplique OCR ao documento, ou cole o texto dele com /knowledge adicionar.')
        : unread(error, topic, 'Abra no navegador; se houver texto ali, cole-o com /knowledge adicionar.');
    case 'zip_bomb':
    case 'unreadable_file':
      return unread(
        error,
        topic,
        'Salve de novo como PDF, DOCX, Markdown, texto, CSV ou HTML e adicione outra vez.',
      );
    case 'material_gone':
      return {
        happened:
          'O que foi escrito na conversa não está mais guardado para este trabalho: fica guardado por um dia, até ser lido.',
        todo: 'Use "Draft from this thread" de novo na conversa.',
      };
    case 'upload_gone':
      return unread(error, topic, 'Adicione de novo com /knowledge adicionar.');
    case 'bad_picture':
      return pictureWords(paramsOf(error), 'pt-BR');
    case 'bad_logo':
      return {
        happened: `O logotipo não pode ser usado: ${logoReason(paramsOf(error).reason)}.`,
        todo: 'Proponha o kit de marca de novo com /knowledge marca e um logotipo em SVG simples, sem scripts nem links, ou em PNG.',
      };
    case 'bad_brief':
      return {
        happened: 'O comando ficou guardado em uma forma que não pode ser usada.',
        todo: `Envie o comando de novo. ${askAdmin}`,
      };
    case 'database_unavailable':
      return {
        happened: 'O banco de dados não respondeu.',
        todo: 'Clique em Tentar de novo; o trabalho continua do passo que falhou.',
      };
    case 'incomplete':
      return {
        happened: 'O trabalho terminou antes de haver um rascunho.',
        todo: `Envie o comando de novo. ${askAdmin}`,
      };
    case 'internal':
      return {
        happened: 'Aconteceu algo inesperado do nosso lado; ficou registrado.',
        todo: `Clique em Tentar de novo; o trabalho continua do passo que falhou. ${askAdmin}`,
      };
    case 'draft_mismatch':
      return {
        happened: 'A decisão era para outro texto, não para o que está aqui.',
        todo: `Nada virou final. Envie o comando de novo. ${askAdmin}`,
      };
    default:
  }
  if (error.code === 'other_language') {
    return unread(error, topic, 'Adicione uma edição em português ou inglês.');
  }
  return {
    happened: `Aconteceu algo inesperado (${error.code}).`,
    todo: `Outra tentativa terminaria igual. Envie o comando de novo mais tarde. ${askAdmin}`,
  };
}

function capReached(error: JobError): string {
  const { scope, unit, cap, spent } = paramsOf(error);
  const scopes: Record<string, string> = {
    job: 'deste trabalho',
    person_day: 'por pessoa e dia',
    month: 'do mês',
  };
  const amount = (n: number) =>
    unit === 'tokens' ? `${n.toLocaleString('pt-BR')} tokens` : `US$ ${n.toFixed(2).replace('.', ',')}`;
  if (!scope || cap == null) return 'Um limite de gastos foi atingido.';
  return `O limite ${scopes[scope] ?? ''} foi atingido: a próxima chamada passaria de ${amount(cap)}; ${amount(spent ?? 0)} já foram gastos ou reservados.`;
}

function unread(error: JobError, topic: string, todo: string): { happened: string; todo: string } {
  return { happened: `Não consegui ler "${topic}": ${unreadPtBr(error.code, paramsOf(error))}.`, todo };
}

function logoReason(reason: string | null | undefined): string {
  switch (reason) {
    case 'active':
      return 'ele traz código, não só uma imagem';
    case 'external':
      return 'ele carrega algo de outro lugar';
    case 'too_complex':
      return 'ele demoraria demais para ser desenhado: filtros, marcadores, linhas tracejadas ou partes demais';
    case 'blank':
      return 'nada dele pode ser visto';
    default:
      return 'ele não pode ser desenhado';
  }
}
