import type { Language } from '../../ports/content.ts';

/** A question over the sandbox's knowledge and pages, with what its answer holds. */
export interface LabelledQuestion {
  language: Language;
  text: string;
  urls?: string[];
  /** All of these stand in the findings or the summary, in any of their forms; empty: nothing of the corpus answers it. */
  holds: RegExp[];
  /** Values that two sources contradict each other in: both stand under "contradictions". */
  contradicts?: RegExp[];
}

const pt = (text: string, ...holds: RegExp[]): LabelledQuestion => ({ language: 'pt', text, holds });
const en = (text: string, ...holds: RegExp[]): LabelledQuestion => ({ language: 'en', text, holds });

/** Written from the documents and pages. Reports on four of them (pre-cleaning, oxygen, infection rate, hip implant) were read while the writer was made. */
export const labelledQuestions: LabelledQuestion[] = [
  {
    ...pt('Qual é o prazo da pré-limpeza de instrumentais depois da cirurgia?', /20 minutos/, /60 minutos/),
    contradicts: [/20/, /60/],
  },
  pt('Quais são os parâmetros do ciclo de vapor para instrumentais embalados?', /134 °C/, /4 minutos/),
  pt('Qual foi a taxa de infecção antes e depois do pacote de medidas?', /2,4%/, /1,3%/),
  pt('Por quanto tempo age o detergente enzimático na limpeza manual?', /5 minutos/),
  pt('Quantas instruções de reprocessamento não informavam o tempo máximo?', /31 de 100/),
  pt('Onde surgem as rebarbas em implantes usinados?', /saída da ferramenta/),
  pt('Qual é o limite de oxigênio do titânio ASTM F136?', /0,13/),
  pt('Quantas partículas de 0,5 µm admite uma sala ISO 7?', /352\.000/),
  pt('O que a passivação remove do metal?', /ferro livre/),
  pt('O que é a UDI-DI de um implante?', /fabricante e o modelo/),
  {
    ...en('When must point-of-use treatment begin after the procedure?', /20 minutes/, /60 minutes/),
    contradicts: [/20/, /60/],
  },
  en('What are the action levels of protein and total organic carbon after cleaning?', /6\.4 µg/, /12 µg/),
  en('How many consecutive runs validate a cleaning instruction?', /[Tt]hree consecutive/),
  en('How long is drying for sets heavier than 8 kg?', /25 minutes/),
  en('What happened to the infection rate after the bundle of five measures?', /2\.4%/, /1\.3%/),
  en('What oxygen limit does ASTM F136 set?', /0\.13/),
  en('How many particles does an ISO 8 cleanroom allow?', /3,520,000/),
  en('What does the mill certificate of bar stock name?', /heat number/),
  pt('Quanto custa um implante de quadril no mercado chinês?'),
  pt('Qual é a receita de bolo de cenoura com chocolate?'),
  en('Who won the football world cup in 1994?'),
  en('What is the exchange rate between the dollar and the real?'),
];
