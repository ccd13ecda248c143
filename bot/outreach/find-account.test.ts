import { describe, expect, it } from 'vitest';
import { anAccount } from '../../testing/bot/outreach.ts';
import { findAccount } from './find-account.ts';

const renata = anAccount({ id: 'a1', name: 'Alba Implantes - Renata Prado' });
const joao = anAccount({ id: 'a2', name: 'Alba Implantes - João Lima' });
const pause = { withReason: true, withAll: true };
const status = { withReason: false, withAll: false };

describe('findAccount()', () => {
  it('takes the only account when nothing is said', () => {
    expect(findAccount([renata], '', status)).toMatchObject({ kind: 'one', account: renata, rest: '' });
  });
  it('asks when nothing is said and there are several', () => {
    expect(findAccount([renata, joao], '', pause)).toEqual({ kind: 'several' });
  });
  it('takes words that name no account as the reason of the only one', () => {
    expect(findAccount([renata], 'too many replies', pause)).toMatchObject({
      account: renata,
      rest: 'too many replies',
    });
  });
  it('never takes a first name away from the reason of the only account', () => {
    expect(findAccount([renata], 'renata asked for it', pause)).toMatchObject({
      rest: 'renata asked for it',
    });
  });
  it.each([
    ['joao', joao, ''],
    ['João férias até sexta', joao, 'férias até sexta'],
    ['"renata" holidays', renata, 'holidays'],
    ['alba implantes - renata prado holidays', renata, 'holidays'],
    ['a2 holidays', joao, 'holidays'],
  ])('finds the account of "%s"', (words, account, rest) => {
    expect(findAccount([renata, joao], words, pause)).toEqual({ kind: 'one', account, rest });
  });
  it('asks when a word names several', () => {
    expect(findAccount([renata, joao], 'alba', pause)).toEqual({ kind: 'several' });
  });
  it('stops everything on "all", with the reason behind it', () => {
    expect(findAccount([renata, joao], 'ALL incident', pause)).toEqual({ kind: 'all', rest: 'incident' });
    expect(findAccount([], 'tudo', pause)).toEqual({ kind: 'all', rest: '' });
  });
  it('does not take a word that begins with all for all', () => {
    expect(findAccount([renata], 'alleged spam', pause)).toMatchObject({ kind: 'one', rest: 'alleged spam' });
  });
  it('says which word names nothing', () => {
    expect(findAccount([renata, joao], 'pedro', pause)).toEqual({ kind: 'unknown', word: 'pedro' });
    expect(findAccount([renata], 'pedro', status)).toEqual({ kind: 'unknown', word: 'pedro' });
  });
});
