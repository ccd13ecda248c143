/** A brief as a person types it behind the command, and what a good answer to it is, labelled by hand. */
export interface LabelledBrief {
  type: 'carousel' | 'blog';
  text: string;
  /** Each thing that the brief is about, as a pattern of its forms in both languages, without accents. */
  about: readonly RegExp[];
  /**
   * `draft`: the seeded knowledge holds it. `offer`: only in the other language. `missing`: not at all. `language`: the
   * brief is in a third one.
   */
  expect: 'draft' | 'offer' | 'missing' | 'language';
}

const passivation = /passiv/;
const f136 = /f136/;
const cleanrooms = /14644|salas? limpas?|cleanroom/;
const supplier = /fornecedor|supplier|fabricante|manufacturer/;
const cleaning = /limp[aeo]|clean/;
const validation = /valida[cdr]|validat/;
const iso13485 = /13485/;
const udi = /\budi\b|udi-/;
const traceability = /rastrea|traceab|\blotes?\b|\bbatch/;
const sterilisation = /esterili|steril/;
const packaging = /embala|packag|barreira|barrier/;
const turning = /usina|torno|machin|turning/;
const risk = /\briscos?\b|\brisks?\b|14971/;
const rdc665 = /665|boas praticas/;
const biocompatibility = /biocompat|10993/;
const additive = /aditiva|additive|powder|build/;
const agreement = /acordo|agreement/;
const changes = /mudanc|change/;
const capa = /\bcapa\b|corrective|corretiva|nonconform|nao conform/;
const none = /(?!)/;

const brief = (
  type: LabelledBrief['type'],
  expect: LabelledBrief['expect'],
  text: string,
  ...about: RegExp[]
): LabelledBrief => ({ type, expect, text, about });

/** At least 60, in Portuguese and English: one and several subjects, what the knowledge lacks, gaps between the languages. */
export const labelledBriefs: readonly LabelledBrief[] = [
  // What the product prints: README, help, forms, welcome.
  brief('blog', 'draft', 'Passivação de implantes de titânio: o que perguntar ao fornecedor', passivation),
  brief('carousel', 'draft', '5 erros ao escolher um fornecedor de implantes', supplier),
  brief('carousel', 'draft', '6 slides sobre passivação', passivation),
  brief('blog', 'draft', 'como a passivação protege implantes de titânio', passivation),
  brief('blog', 'draft', 'passivação em 600 palavras', passivation),
  brief('carousel', 'draft', '8 slides sobre passivação', passivation),
  brief('carousel', 'offer', 'passivation', passivation),
  brief('carousel', 'offer', '6 slides about passivation', passivation),
  brief('carousel', 'offer', '8 slides about passivation', passivation),
  brief('blog', 'offer', 'how passivation protects titanium implants', passivation),
  brief('blog', 'offer', 'passivation in 600 words', passivation),
  brief('carousel', 'draft', 'What ASTM F136 titanium means for implants', f136),
  brief('carousel', 'draft', 'Salas limpas ISO 14644-1: como ler a classe de um fornecedor', cleanrooms),
  brief(
    'carousel',
    'draft',
    'IQ, OQ and PQ: process validation of implants explained',
    /\b[ioq]q\b|\bpq\b|validat|qualif/,
  ),
  brief(
    'carousel',
    'draft',
    'UDI e rastreabilidade de implantes: o que perguntar ao fornecedor',
    udi,
    traceability,
  ),
  brief('blog', 'draft', 'Como escolher um fornecedor de implantes de titânio', supplier),
  brief('blog', 'draft', 'Cleaning validation of titanium implants', cleaning),
  brief('blog', 'draft', 'O que a ISO 13485 muda na rotina de uma fábrica de implantes', iso13485),
  brief('blog', 'draft', 'UDI and traceability of implants, from bar to patient', udi, traceability),
  // The page cannot be read here: the outline says so, and the team's own documents carry the subject.
  brief('blog', 'draft', 'UDI rules https://example.com/udi', udi),
  brief('blog', 'draft', 'regras de UDI https://example.com/udi', udi),
  // One subject, Portuguese.
  brief('carousel', 'draft', 'passivação', passivation),
  brief('carousel', 'draft', '5 perguntas sobre passivação', passivation),
  brief('carousel', 'draft', 'Passo a passo da passivação de implantes', passivation),
  brief('carousel', 'draft', 'por que passivar implantes antes de embalar?', passivation),
  brief('blog', 'draft', 'Erros comuns na passivação', passivation),
  brief('carousel', 'draft', 'Usinagem em torno suíço', turning),
  brief('blog', 'draft', 'Usinagem de implantes em torno suíço: tolerâncias e cuidados', turning),
  brief('carousel', 'draft', 'Validação de limpeza', cleaning),
  brief('blog', 'draft', 'Como validar a limpeza de implantes', cleaning),
  brief('carousel', 'draft', 'Titânio ASTM F136: o que conferir no certificado', f136),
  brief('blog', 'draft', 'Como ler o certificado de titânio F136', f136),
  brief('carousel', 'draft', 'salas limpas', cleanrooms),
  brief('carousel', 'draft', 'Esterilização de implantes: gama ou óxido de etileno?', sterilisation),
  brief('blog', 'draft', 'Esterilização por radiação gama', sterilisation),
  brief('carousel', 'draft', 'Embalagem de implantes estéreis', packaging),
  brief('carousel', 'draft', 'O que muda com a RDC 665', rdc665),
  brief('carousel', 'draft', 'Acordo de qualidade com o fornecedor', agreement),
  brief('blog', 'draft', 'Rastreabilidade de implantes: do lote ao paciente', traceability),
  brief('carousel', 'draft', 'ISO 13485 para compradores de hospitais', iso13485),
  brief('carousel', 'draft', '3 passos para escolher fornecedor de implantes', supplier),
  // One subject, English.
  brief('carousel', 'draft', 'Choosing an implant supplier', supplier),
  brief('carousel', 'draft', '5 mistakes when choosing an implant supplier', supplier),
  brief('blog', 'draft', 'How to choose a supplier of titanium implants', supplier),
  brief('carousel', 'draft', 'cleanrooms', cleanrooms),
  brief('blog', 'draft', 'ISO 14644-1 cleanroom classes explained', cleanrooms),
  brief('carousel', 'draft', 'Risk management with ISO 14971', risk),
  brief('blog', 'draft', 'Risk management for implants', risk),
  brief('carousel', 'draft', 'Additive manufacturing of titanium implants', additive),
  brief('blog', 'draft', 'Additive manufacturing: what a buyer should ask', additive),
  brief('carousel', 'draft', 'three steps of process validation', validation),
  brief('blog', 'draft', 'Process validation of implants: IQ, OQ and PQ', /\b[io]q\b|\bpq\b|validat/),
  brief('carousel', 'draft', 'How implants are sterilised', sterilisation),
  brief('blog', 'draft', 'Gamma or ethylene oxide? How implants are sterilised', /gamma|ethylene|steril/),
  brief('carousel', 'draft', 'Change notification by an implant supplier', changes),
  brief('carousel', 'draft', 'CAPA and nonconformities at a supplier', capa),
  brief('carousel', 'draft', 'UDI in 6 slides', udi),
  brief('carousel', 'draft', 'biocompatibility of implants', biocompatibility),
  brief('carousel', 'draft', 'ASTM F67, F138 and F2063: implant metals', /f67|f138|f2063/),
  // Several subjects.
  brief('carousel', 'draft', 'passivação e validação de limpeza', passivation, cleaning),
  brief(
    'blog',
    'draft',
    'Usinagem, limpeza e passivação: como uma peça fica pronta',
    turning,
    cleaning,
    passivation,
  ),
  brief('carousel', 'draft', 'ISO 13485 e RDC 665', iso13485, rdc665),
  brief('carousel', 'draft', 'Sterilisation and packaging of implants', sterilisation, packaging),
  brief('carousel', 'draft', 'esterilização e embalagem: o que perguntar', sterilisation, packaging),
  brief('blog', 'draft', 'UDI and sterilisation', udi, sterilisation),
  // Gaps between the languages.
  brief('blog', 'offer', 'why passivation matters: questions for a supplier', passivation),
  brief('carousel', 'offer', 'manufatura aditiva de titânio', additive),
  brief('carousel', 'offer', 'ISO 14971: gestão de riscos em implantes', risk),
  // Words that the two languages do not share: without a model it cannot be known that the other language has it.
  brief('carousel', 'missing', 'Swiss turning of implants', none),
  brief('blog', 'missing', 'gerenciamento de pó metálico na impressão 3D', none),
  // What the knowledge lacks.
  brief('carousel', 'missing', 'cirurgia robótica', none),
  brief('carousel', 'missing', 'preço do titânio na China', none),
  brief('blog', 'missing', 'marketing digital para clínicas', none),
  brief('carousel', 'missing', 'reuniões produtivas', none),
  brief('blog', 'missing', 'blockchain in hospital procurement', none),
  brief('carousel', 'missing', 'cochlear implants', none),
  brief('carousel', 'missing', 'próteses de silicone', none),
  brief('blog', 'missing', 'ASTM F75 cobalt chrome', none),
  brief('carousel', 'missing', 'ISO 45001 na fábrica', none),
  brief('carousel', 'missing', 'zirconia implants', none),
  brief('carousel', 'missing', 'passivação e blockchain', none),
  brief('blog', 'missing', 'câncer de pele', none),
  // A third language.
  brief('carousel', 'language', '5 errores al elegir un proveedor de implantes', none),
  brief('blog', 'language', '¿Cómo validar la limpieza de los implantes?', none),
  brief('carousel', 'language', 'Comment choisir un fournisseur d’implants', none),
  brief('carousel', 'language', 'Wie man den richtigen Lieferanten für Implantate auswählt', none),
];
