import { type ReactNode, useEffect, useRef, useState } from 'react';
import { isJson, listOf, pictureOf, str } from './block-kit.ts';
import { LeftIcon, RightIcon } from './icons.tsx';
import type { Json } from './types.ts';

interface CardDraw {
  text(text: Json): ReactNode;
  element(element: Json): ReactNode;
  picture(image: Json): ReactNode;
}

export function Card({ card, draw }: { card: Json; draw: CardDraw }) {
  const { hero_image: hero, icon, title, subtitle, body, subtext } = card;
  return (
    <article className="card">
      {isJson(hero) && <div className="card-hero">{draw.picture(hero)}</div>}
      {(isJson(title) || isJson(subtitle)) && (
        <header className="card-head">
          {isJson(icon) && <img className="card-icon" src={pictureOf(icon)} alt={str(icon.alt_text)} />}
          <div>
            {isJson(title) && <p className="card-title">{draw.text(title)}</p>}
            {isJson(subtitle) && <p className="card-subtitle">{draw.text(subtitle)}</p>}
          </div>
        </header>
      )}
      {isJson(body) && <div className="card-body">{draw.text(body)}</div>}
      {isJson(subtext) && <div className="card-subtitle">{draw.text(subtext)}</div>}
      {listOf(card.actions).length > 0 && (
        <footer className="block-actions">
          {listOf(card.actions).map((action, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: elements may repeat their ids
            <span key={at}>{draw.element(action)}</span>
          ))}
        </footer>
      )}
    </article>
  );
}

/** Cards side by side, turned by the arrows, the wheel or a finger. */
export function Carousel({ cards, draw }: { cards: Json[]; draw: CardDraw }) {
  const track = useRef<HTMLUListElement>(null);
  const [ends, setEnds] = useState({ before: false, after: false });
  const look = () => {
    const list = track.current;
    if (!list) return;
    const before = list.scrollLeft > 4;
    const after = list.scrollLeft + list.clientWidth < list.scrollWidth - 4;
    setEnds((known) => (known.before === before && known.after === after ? known : { before, after }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: other cards may need other arrows
  useEffect(() => {
    look();
    const list = track.current;
    if (!list) return;
    const observer = new ResizeObserver(look);
    observer.observe(list);
    return () => observer.disconnect();
  }, [cards]);
  const turn = (by: 1 | -1) => {
    const list = track.current;
    const width = list?.firstElementChild?.getBoundingClientRect().width ?? 0;
    list?.scrollBy({ left: by * (width + 12) });
  };
  return (
    <section className="carousel" aria-label={`${cards.length} cards`}>
      <ul ref={track} className="carousel-track" onScroll={look}>
        {cards.map((card, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: cards have no identity
          <li key={at}>
            <Card card={card} draw={draw} />
          </li>
        ))}
      </ul>
      {ends.before && (
        <button
          type="button"
          className="carousel-turn carousel-back"
          aria-label="Previous cards"
          onClick={() => turn(-1)}
        >
          <LeftIcon />
        </button>
      )}
      {ends.after && (
        <button
          type="button"
          className="carousel-turn carousel-on"
          aria-label="Next cards"
          onClick={() => turn(1)}
        >
          <RightIcon />
        </button>
      )}
    </section>
  );
}
