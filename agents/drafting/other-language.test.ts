import { describe, expect, it } from 'vitest';
import { suggestedBriefs } from '../../testing/seed.ts';
import { otherLanguage } from './other-language.ts';

describe('otherLanguage()', () => {
  it.each([
    ['spa', '5 errores al elegir un proveedor de implantes'],
    ['spa', '¿Qué exige la norma ISO 13485 para los fabricantes?'],
    ['spa', 'pasivación de implantes'],
    ['spa', 'Trazabilidad de lotes en implantes'],
    ['spa', 'limpieza y esterilización'],
    ['fra', "nettoyage d'implants"],
    ['fra', 'Passivation des implants en titane'],
    ['deu', 'Reinigung von Implantaten: Validierung'],
    ['ita', 'sterilizzazione e pulizia degli impianti'],
    ['fra', 'Comment choisir un fournisseur pour les implants dentaires'],
    ['ita', 'Come scegliere il fornitore di impianti per la tua azienda: gli errori più comuni'],
    ['deu', 'Wie man den richtigen Zulieferer für Implantate auswählt und prüft'],
    ['rus', 'Как выбрать поставщика имплантатов'],
    ['jpn', 'インプラントのサプライヤーの選び方'],
    ['cmn', '如何选择植入物供应商'],
  ])('names %s for %j', (code, text) => {
    expect(otherLanguage(text)).toBe(code);
  });

  it.each([
    '5 erros ao escolher um fornecedor de implantes',
    'Limpeza ISO 13485',
    'Como validar a limpeza de implantes de titânio',
    'o que é rastreabilidade e por que importa para compras',
    'validação de processos de esterilização por óxido de etileno',
    'How to choose a supplier of implants without regret',
    'The cost of a recall, and how to avoid it',
    'Rugosidade: el diferencial',
    'comparar Nobel, Straumann e Neodent do ponto de vista do comprador',
    'La Roche e os implantes dentários',
    'https://example.com/el/los/las',
    'ISO 13485',
    'Embalagem EN 868-5 e EN ISO 11607',
    'caixa d’água e titânio',
    'Como medir a rugosidade',
    'passivation in 600 words',
    'Supplier audit: swiss turning of young titanium',
    '',
    ...suggestedBriefs.map((brief) => brief.text),
  ])('is silent on %j', (text) => {
    expect(otherLanguage(text)).toBeNull();
  });
});
