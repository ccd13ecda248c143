import type { JobError } from '../../ports/content.ts';
import { findings, missingWords } from './error-details.ts';

/** What a job's error means for the person who reads it; every code that agents and SQL use. */
export function explainInPortuguese(error: JobError, topic: string): { happened: string; todo: string } {
  const missing = missingWords(error, 'O que falta');
  switch (error.code) {
    case 'no_evidence':
      return {
        happened: `Não encontrei nada sobre "${topic}" na base de conhecimento da equipe.${missing}`,
        todo: 'Acrescente documentos sobre isso à base de conhecimento e aperte Tentar de novo, ou peça com outras palavras. Nada foi inventado.',
      };
    case 'model_unavailable':
      return {
        happened: 'O modelo de linguagem não respondeu, mesmo depois de várias tentativas.',
        todo: 'Aperte Tentar de novo em alguns minutos; o trabalho continua do passo que falhou.',
      };
    case 'model_refused_request':
      return {
        happened: 'O modelo de linguagem se recusou a escrever sobre isso.',
        todo: 'Peça com outras palavras em um novo comando.',
      };
    case 'model_invalid_answer':
      return {
        happened: 'O modelo de linguagem continuou dando respostas que não podem ser usadas.',
        todo: 'Aperte Tentar de novo. Se continuar, peça menos slides ou um tema mais estreito.',
      };
    case 'draft_checks':
      return {
        happened: `O rascunho não passou nas conferências, mesmo depois de consertos.${findings(error, 'Slide')}`,
        todo: 'Aperte Tentar de novo, ou estreite o tema para o que a base de conhecimento cobre.',
      };
    case 'budget_cap':
      return {
        happened: 'Um limite de gastos foi atingido.',
        todo: 'Peça a um admin que o aumente e aperte Tentar de novo; o que foi pago não é pago outra vez.',
      };
    case 'model_refused_key':
    case 'model_not_found':
    case 'unknown_price':
      return {
        happened: 'O modelo de linguagem não está bem configurado: a chave, o nome ou o preço.',
        todo: 'Avise um admin; o registro diz qual configuração. Depois aperte Tentar de novo.',
      };
    case 'no_brand_kit':
    case 'no_house_rules':
      return {
        happened: 'Esta equipe ainda não tem kit de marca ou regras da casa, e sem isso nada é rascunhado.',
        todo: 'Peça a um admin que os defina e aperte Tentar de novo.',
      };
    case 'graph_version':
      return {
        happened: 'O carrossel foi iniciado por outra versão do Greenlight e não pode continuar com esta.',
        todo: 'Envie o comando de novo.',
      };
    case 'channel_unreachable':
      return {
        happened: 'Não pude publicar no canal.',
        todo: 'Escreva /invite @Greenlight lá e envie o comando de novo.',
      };
    case 'worker_lost':
      return {
        happened: 'O trabalho se interrompeu várias vezes.',
        todo: 'Aperte Tentar de novo. Se continuar, avise um admin.',
      };
    default:
      return {
        happened: `Aconteceu algo inesperado (${error.code}).`,
        todo: 'Aperte Tentar de novo. Se continuar, diga a um admin o nome entre parênteses.',
      };
  }
}
