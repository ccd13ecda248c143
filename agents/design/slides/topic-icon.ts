import { folded } from '../../../platform/folded.ts';
import type { IconName } from '../icons.ts';

/** Beginnings of words, folded, of the trade that the product is made for, in Portuguese and English; the first hit counts. */
const SUBJECTS: readonly [IconName, RegExp][] = [
  ['trace', /\b(udi|rastrea|traceab|barcode|codigo de barras)/],
  ['cleaning', /\b(limpeza|clean(?!room)|lavag|enxag|rins|endotox|residu)/],
  ['air', /\b(salas? limpas?|cleanroom|14644|particul)/],
  ['sterile', /\b(esteril|steril|gama|gamma|oxido de etileno|ethylene)/],
  ['package', /\b(embalag|packag|selag|seal)/],
  ['microscope', /\b(passiv|superfic|surface|rugosid|roughness|corros)/],
  ['print', /\b(aditiva|additive|impress|printing|3d)/],
  ['machine', /\b(usinag|machin|torno|lathe|cnc|ferrament|tool)/],
  ['metal', /\b(titani|liga|alloy|f136|f67|f138|f2063|aco|steel|metal|nitinol)/],
  ['change', /\b(mudanca|change|capa|nao conform|nonconform|revis)/],
  ['risk', /\b(risco|risk|14971|falha|failure)/],
  ['law', /\b(anvisa|rdc|fda|mdr|regulat|registro|lei|law)/],
  ['process', /\b(valida|iq|oq|pq|processo|process)/],
  ['certificate', /\b(certific|13485|norma|standard|iso|escopo|scope)/],
  ['inspection', /\b(audit|visita|visit|inspe)/],
  ['agreement', /\b(acordo|agreement|contrat|contract)/],
  ['supplier', /\b(fornecedor|supplier|fabric|factory|compr|buy|purchas)/],
  ['compare', /\b(compara|compare|versus|vs|diferenc|difference)/],
  ['list', /\b(checklist|lista|pergunta|question|passos?|steps?)/],
  ['people', /\b(equipe|team|treinament|training|cliente|customer|paciente|patient)/],
];

/** An icon that fits what a text is about. Pure. */
export function topicIcon(text: string): IconName {
  const said = folded(text);
  return SUBJECTS.find(([, words]) => words.test(said))?.[0] ?? 'idea';
}

const ASKS: readonly [IconName, RegExp][] = [
  ['comment', /\b(coment|comment|responda|reply|conte|tell us)/],
  ['download', /\b(baix|download|pdf)/],
  ['write', /\b(e-?mail|escrev|write to|mande|envie uma mensagem|message us|fale|contact|contato)/],
  ['meet', /\b(agend|marque uma|book|schedul|reuniao|meeting|call)/],
  ['save', /\b(salv|save|guard|keep)/],
  ['share', /\b(compartilh|share|envie para|send (?:this|it) to|marque (?:quem|alguem)|tag)/],
  ['visit', /\b(visit|acess|site|link)/],
  ['follow', /\b(sig[ao]|seguir|follow)/],
];

/** An icon for what the last page asks its reader to do. Pure. */
export function askIcon(text: string): IconName {
  const said = folded(text);
  return ASKS.find(([, words]) => words.test(said))?.[0] ?? 'next';
}
