/** Parts of an article or a report without a heading of their own. */
type PartNames = Record<
  | 'introduction'
  | 'conclusion'
  | 'summary'
  | 'contradictions'
  | 'uncertain'
  | 'not_found'
  | 'title'
  | 'title_variants'
  | 'meta_description'
  | 'keywords',
  string
>;

export const partsEn: PartNames = {
  introduction: 'Introduction',
  conclusion: 'Conclusion',
  summary: 'Summary',
  contradictions: 'Where sources disagree',
  uncertain: 'What is uncertain',
  not_found: 'What I did not find',
  title: 'Title',
  title_variants: 'Other titles',
  meta_description: 'Meta description',
  keywords: 'Keywords',
};

export const partsPtBr: PartNames = {
  introduction: 'Introdução',
  conclusion: 'Conclusão',
  summary: 'Resumo',
  contradictions: 'Onde as fontes divergem',
  uncertain: 'O que é incerto',
  not_found: 'O que não encontrei',
  title: 'Título',
  title_variants: 'Outros títulos',
  meta_description: 'Metadescrição',
  keywords: 'Palavras-chave',
};
