/** Parts of an article without a heading of their own. */
export type PartNames = Record<
  'introduction' | 'conclusion' | 'title' | 'title_variants' | 'meta_description' | 'keywords',
  string
>;

export const partsEn: PartNames = {
  introduction: 'Introduction',
  conclusion: 'Conclusion',
  title: 'Title',
  title_variants: 'Other titles',
  meta_description: 'Meta description',
  keywords: 'Keywords',
};

export const partsPtBr: PartNames = {
  introduction: 'Introdução',
  conclusion: 'Conclusão',
  title: 'Título',
  title_variants: 'Outros títulos',
  meta_description: 'Metadescrição',
  keywords: 'Palavras-chave',
};
