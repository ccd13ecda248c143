import { describe, expect, it } from 'vitest';
import { rootOf } from './root-of.ts';

describe('rootOf()', () => {
  it.each([
    [
      'passivação',
      'passivações',
      'passivar',
      'passivado',
      'passivadas',
      'passivation',
      'passivated',
      'passivating',
    ],
    ['validação', 'validações', 'validar', 'validado', 'validation', 'validated', 'validate'],
    ['fornecedor', 'fornecedores', 'fornecedora'],
    ['supplier', 'suppliers', 'supply'],
    ['limpeza', 'limpezas', 'limpar', 'limpo', 'limpas'],
    ['cleaning', 'cleaned', 'clean'],
    ['titânio', 'titanium'],
    ['implante', 'implantes', 'implant', 'implants'],
    ['esterilização', 'esterilizado', 'esterilizar', 'sterilisation', 'sterilization', 'sterilized'],
    ['usinagem', 'usinar', 'usinado'],
    ['rastreabilidade', 'rastreável', 'rastrear'],
    ['traceability', 'traceable'],
    ['biocompatibilidade', 'biocompatibility', 'biocompatível', 'biocompatible'],
    ['corrosão', 'corrosion', 'corrosivo', 'corrosive'],
    ['embalagem', 'embalagens', 'embalar', 'embalado'],
    ['risco', 'riscos', 'risk', 'risks'],
    ['certificado', 'certificados', 'certificação', 'certificate', 'certificates', 'certification'],
    ['auditoria', 'auditorias', 'auditar', 'audit', 'audits'],
    ['lote', 'lotes', 'lot', 'lots'],
    ['anodização', 'anodizar', 'anodising', 'anodized'],
    ['rugosidade', 'rugoso'],
    ['equipamento', 'equipamentos', 'equipment'],
    ['tratamento', 'tratar'],
    ['norma', 'normas', 'norm'],
    ['processo', 'processos', 'process', 'processes'],
    ['inspeção', 'inspeções'],
  ])('is one for the forms of %s', (first, ...others) => {
    expect(others.map(rootOf)).toEqual(others.map(() => rootOf(first)));
  });

  it.each([
    ['implante', 'implementação'],
    ['passivação', 'passagem'],
    ['titânio', 'titular'],
    ['F136', 'F138'],
    ['limpeza', 'limite'],
    ['validação', 'valor'],
    ['fornecedor', 'forno'],
    ['certificado', 'certeza'],
    ['risco', 'rico'],
    ['aço', 'ação'],
    ['sala', 'salário'],
    ['usinagem', 'uso'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(rootOf(a)).not.toBe(rootOf(b));
  });
});
