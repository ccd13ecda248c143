import { describe, expect, it } from 'vitest';
import { aboutLink } from './site-links.ts';

const find = (html: string) => aboutLink(html, 'https://v.example/home');

describe('aboutLink()', () => {
  it.each([
    ['<a href="/quem-somos">Institucional</a>', 'https://v.example/quem-somos'],
    ['<a class="x" href="/empresa/sobre#topo">Sobre</a>', 'https://v.example/empresa/sobre'],
    ["<a href='about.html'>About us</a>", 'https://v.example/about.html'],
    ['<a href=/a-empresa>Conheça</a>', 'https://v.example/a-empresa'],
    ['<a href="/p?id=1&amp;x=2">Quem somos</a>', 'https://v.example/p?id=1&x=2'],
  ])('finds the page on which a site tells of itself: %s', (html, link) => {
    expect(find(`<nav><a href="/produtos">Produtos</a>${html}</nav>`)).toBe(link);
  });

  it.each([
    '<a href="https://other.example/sobre">Sobre</a>',
    '<a href="javascript:about()">About</a>',
    '<a href="mailto:sobre@v.example">Sobre</a>',
    '<a href="#sobre">Sobre</a>',
    '<a href="/produtos">Produtos</a>',
    '<a>Sobre</a>',
  ])('follows no other link: %s', (html) => {
    expect(find(html)).toBeNull();
  });

  it('reads a page of nothing but open anchors without going back over it', () => {
    expect(find('<a '.repeat(200_000))).toBeNull();
  });
});
