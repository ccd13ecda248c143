import type { Industry, Language } from '../../ports/content.ts';

interface Kind {
  /** As the lead's field has it. */
  label: Record<Language, string>;
  /** For the model. */
  what: string;
  /** Stems, of which a quote has to hold one at the beginning of a word; in the form of `folded`. */
  stems: readonly string[];
}

/** What companies are, and by which words a page says so of itself: a class without its word in the quote is not taken. */
export const kinds: Record<Industry, Kind> = {
  hospital: {
    label: { pt: 'Hospital', en: 'Hospital' },
    what: 'treats inpatients: a hospital, a group of hospitals',
    stems: ['hospita', 'santa casa', 'maternidade', 'maternity', 'medical center', 'medical centre'],
  },
  clinic: {
    label: { pt: 'Clínica', en: 'Clinic' },
    what: 'treats outpatients: a practice, a day clinic, a surgery centre',
    stems: ['clinica', 'clinic', 'consultorio', 'ambulatori', 'medical practice', 'surgery cent'],
  },
  dental: {
    label: { pt: 'Odontologia', en: 'Dentistry' },
    what: 'a dental practice or a group of them',
    stems: ['odonto', 'dental', 'dentist', 'dentaria'],
  },
  laboratory: {
    label: { pt: 'Laboratório', en: 'Laboratory' },
    what: 'analyses samples of patients or of products for others',
    stems: ['laborator', 'analises clinicas', 'diagnostic'],
  },
  sterilization: {
    label: { pt: 'Esterilização', en: 'Sterilization' },
    what: 'reprocesses or sterilizes for others',
    stems: ['esteriliza', 'reprocessa', 'steriliz', 'sterilis', 'reprocess'],
  },
  distributor: {
    label: { pt: 'Distribuição', en: 'Distribution' },
    what: 'buys medical products and sells them on',
    stems: ['distribu', 'importador', 'importer', 'revend', 'resell', 'wholesal', 'atacad', 'dealer'],
  },
  manufacturer: {
    label: { pt: 'Indústria', en: 'Manufacturing' },
    what: 'makes products of its own',
    stems: ['fabric', 'industria', 'manufactur', 'produz', 'we make', 'we produce'],
  },
  insurer: {
    label: { pt: 'Operadora de saúde', en: 'Health insurance' },
    what: 'pays for treatment: a health plan, an insurer',
    stems: ['operadora', 'plano de saude', 'planos de saude', 'health insur', 'health plan', 'seguradora'],
  },
  education: {
    label: { pt: 'Ensino e pesquisa', en: 'Education and research' },
    what: 'teaches or does research: a university, a school, an institute',
    stems: ['universi', 'faculdade', 'college', 'instituto de pesquisa', 'research institute', 'ensino'],
  },
  consulting: {
    label: { pt: 'Consultoria', en: 'Consulting' },
    what: 'advises others',
    stems: ['consultor', 'consult', 'assessoria', 'advis'],
  },
  software: {
    label: { pt: 'Software', en: 'Software' },
    what: 'makes or runs software for others',
    stems: ['software', 'plataforma', 'platform', 'aplicativo', 'saas'],
  },
};
