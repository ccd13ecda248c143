export interface Made {
  title: string;
  language: 'pt' | 'en';
  text: string;
}

interface Words {
  subjects: string[];
  titles: string[];
  headings: string[];
  sentences: string[];
  role: string[];
  place: string[];
  record: string[];
  thing: string[];
}

/** What the made documents are put together from. None of it answers a question of `questions.json`. */
export const vocabulary: Record<'pt' | 'en', Words> = {
  pt: {
    subjects:
      'seringas descartáveis|luvas de procedimento|cateteres urinários|monitores de pressão|bombas de infusão|curativos adesivos|camas hospitalares|termômetros digitais|lentes de contato|cadeiras de rodas|instrumentos odontológicos|autoclaves de bancada|máscaras cirúrgicas|kits de diagnóstico|software de laboratório|embalagens de alimentos|peças automotivas|tecidos técnicos|tintas industriais|motores elétricos|baterias de lítio|produtos de limpeza|móveis de escritório|serviços de transporte|contratos de manutenção|próteses auditivas|equipamentos de raio X|tubos de coleta|aventais descartáveis|painéis solares'.split(
        '|',
      ),
    titles: [
      'manual de {subject}',
      'qualidade em {subject}',
      'compras de {subject}',
      'guia do fornecedor de {subject}',
      'procedimento para {subject}',
      'perguntas sobre {subject}',
      'relatório anual de {subject}',
    ],
    headings: [
      'o que muda em {subject}',
      'como receber {subject}',
      'limites para {subject}',
      'erros comuns com {subject}',
      'auditoria de {place}',
      'treinamento de {role}',
      'registros de {subject}',
      'quem aprova {thing}',
      'prazos e {record}',
      'armazenagem de {subject}',
    ],
    sentences: [
      'o {role} confere {thing} antes de liberar o lote de {subject}.',
      'cada {record} fica guardado em {place} por {n} meses.',
      'o fornecedor de {subject} envia {record} junto com a nota fiscal.',
      'a auditoria de {year} encontrou {n} desvios em {place}.',
      'o limite de aceitação de {thing} é revisto a cada {n} semanas.',
      'quando {thing} muda, o {role} avisa o cliente de {subject} por escrito.',
      'a validação de {thing} usa {n} amostras retiradas em {place}.',
      'um {record} sem assinatura bloqueia o envio de {subject}.',
      'a inspeção de {subject} compara {thing} com o desenho aprovado.',
      'o custo de {thing} caiu {n}% depois do novo contrato.',
      'a equipe de {place} mede {thing} no início de cada turno.',
      'o treinamento do {role} cobre {thing}, {record} e segurança.',
      'a temperatura de {place} fica registrada durante o transporte de {subject}.',
      'a qualificação do fornecedor termina com {record} e visita a {place}.',
      'o retrabalho de {subject} pede aprovação do {role}.',
      'a não conformidade foi fechada com troca de {thing}.',
      'o certificado de {subject} cita o ano {year} e o endereço de {place}.',
      'o {role} separa o material reprovado e abre {record}.',
      'a limpeza de {place} ocorre {n} vezes por semana.',
      'o risco de {subject} é avaliado pelo {role} com dados de reclamações.',
      'a etiqueta de {subject} mostra código, lote e data.',
      'o pedido de {subject} traz especificações, prazo e {record}.',
      'a calibração de {thing} vence em {n} dias.',
      'o registro de {subject} na autoridade sanitária depende de {record}.',
      'o contrato prevê multa quando {thing} atrasa mais de {n} dias.',
    ],
    role: 'gerente de qualidade|comprador|operador|auditor interno|técnico de laboratório|engenheiro de processo|almoxarife|responsável técnico|vendedor|diretor industrial'.split(
      '|',
    ),
    place:
      'linha de montagem|almoxarifado|expedição|laboratório|filial do Sul|centro de distribuição|sala de controle|oficina|recebimento|área de envase'.split(
        '|',
      ),
    record:
      'laudo|ficha de inspeção|relatório de ensaio|ordem de serviço|plano de ação|ata de reunião|lista de verificação|certificado de origem|planilha de custos|termo de aceite'.split(
        '|',
      ),
    thing:
      'a matéria-prima|o peso líquido|a costura|a tensão elétrica|o molde|a tampa|o rótulo|a cor|a espessura|o prazo de entrega|a vedação|o software|a pureza|o estoque mínimo|o óleo lubrificante|a pressão do ar|a umidade|o pallet'.split(
        '|',
      ),
  },
  en: {
    subjects:
      'disposable syringes|examination gloves|urinary catheters|blood pressure monitors|infusion pumps|adhesive dressings|hospital beds|digital thermometers|contact lenses|wheelchairs|dental instruments|bench autoclaves|surgical masks|diagnostic kits|laboratory software|food packaging|automotive parts|technical textiles|industrial paints|electric motors|lithium batteries|cleaning products|office furniture|transport services|maintenance contracts|hearing aids|X-ray equipment|collection tubes|disposable gowns|solar panels'.split(
        '|',
      ),
    titles: [
      'manual for {subject}',
      'quality of {subject}',
      'purchasing {subject}',
      'supplier guide for {subject}',
      'procedure for {subject}',
      'questions about {subject}',
      'annual report on {subject}',
    ],
    headings: [
      'what changes for {subject}',
      'receiving {subject}',
      'limits for {subject}',
      'common mistakes with {subject}',
      'audit of the {place}',
      'training of the {role}',
      'records of {subject}',
      'who approves {thing}',
      'deadlines and the {record}',
      'storage of {subject}',
    ],
    sentences: [
      'the {role} checks {thing} before a lot of {subject} is released.',
      'each {record} is kept in the {place} for {n} months.',
      'the supplier of {subject} sends the {record} with the invoice.',
      'the audit of {year} found {n} deviations in the {place}.',
      'the acceptance limit of {thing} is reviewed every {n} weeks.',
      'when {thing} changes, the {role} tells the customer of {subject} in writing.',
      'validation of {thing} uses {n} samples taken in the {place}.',
      'a {record} without a signature blocks the shipment of {subject}.',
      'inspection of {subject} compares {thing} with the approved drawing.',
      'the cost of {thing} fell by {n}% after the new contract.',
      'the team of the {place} measures {thing} at the start of each shift.',
      'training of the {role} covers {thing}, the {record} and safety.',
      'the temperature of the {place} is recorded during transport of {subject}.',
      'supplier qualification ends with a {record} and a visit to the {place}.',
      'rework of {subject} needs the approval of the {role}.',
      'the nonconformity was closed by replacing {thing}.',
      'the certificate of {subject} names the year {year} and the address of the {place}.',
      'the {role} separates rejected material and opens a {record}.',
      'the {place} is cleaned {n} times a week.',
      'the risk of {subject} is evaluated by the {role} with data from complaints.',
      'the label of {subject} shows code, lot and date.',
      'the order for {subject} states specifications, lead time and {record}.',
      'calibration of {thing} expires in {n} days.',
      'registration of {subject} with the health authority depends on a {record}.',
      'the contract sets a penalty when {thing} is late by more than {n} days.',
    ],
    role: 'quality manager|buyer|operator|internal auditor|laboratory technician|process engineer|storekeeper|technical lead|salesperson|plant director'.split(
      '|',
    ),
    place:
      'assembly line|warehouse|shipping dock|laboratory|southern branch|distribution centre|control room|workshop|receiving area|filling area'.split(
        '|',
      ),
    record:
      'test report|inspection sheet|service order|action plan|set of minutes|checklist|certificate of origin|cost sheet|acceptance form|calibration list'.split(
        '|',
      ),
    thing:
      'the raw material|the net weight|the seam|the voltage|the mould|the lid|the label|the colour|the thickness|the delivery time|the sealing|the software|the purity|the minimum stock|the lubricating oil|the air pressure|the humidity|the pallet'.split(
        '|',
      ),
  },
};
