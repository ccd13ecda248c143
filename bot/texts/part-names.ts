/** Parts of an article or a report without a heading of their own. */
export type PartNames = Record<
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
  contradictions: 'Contradictions',
  uncertain: 'Uncertain',
  not_found: 'Not found',
  title: 'Title',
  title_variants: 'Other titles',
  meta_description: 'Meta description',
  keywords: 'Keywords',
};

export const partsPtBr: PartNames = {
  introduction: 'Introdução',
  conclusion: 'Conclusão',
  summary: 'Resumo',
  contradictions: 'Contradições',
  uncertain: 'Incerto',
  not_found: 'Não encontrado',
  title: 'Título',
  title_variants: 'Outros títulos',
  meta_description: 'Metadescrição',
  keywords: 'Palavras-chave',
};
