import type { PhrasingContent, RootContent } from 'mdast';
import { Fragment, type ReactNode, Suspense, use, useMemo } from 'react';
import { CopyButton } from './copy-button.tsx';
import { parseMrkdwn } from './mrkdwn.ts';
import { RichText, SafeLink } from './rich-text.tsx';

type Parser = typeof import('./markdown-parser.ts');

/** A fifth of the script that most visits do not need: a script of its own, loaded when a block asks for it. */
const parserAddress = '/page/markdown.js';
let loading: Promise<Parser> | undefined;

function loadParser(): Promise<Parser> {
  loading ??= (import(parserAddress) as Promise<Parser>).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * A `markdown` block as Slack translates it: headings of one size, a picture as a link, HTML as letters. Mentions and emoji
 * in it are those of mrkdwn.
 */
export function Markdown({ text }: { text: string }) {
  return (
    <Suspense fallback={<div className="undrawn">{text}</div>}>
      <Parsed text={text} />
    </Suspense>
  );
}

function Parsed({ text }: { text: string }) {
  const { parseMarkdown } = use(loadParser());
  const root = useMemo(() => parseMarkdown(text), [parseMarkdown, text]);
  return <div className="block-markdown rich">{nodes(root.children, block)}</div>;
}

function nodes<T>(list: T[], draw: (node: T) => ReactNode): ReactNode {
  return list.map((node, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity and are replaced as a whole
    <Fragment key={at}>{draw(node)}</Fragment>
  ));
}

function block(node: RootContent): ReactNode {
  switch (node.type) {
    case 'paragraph':
      return <p>{nodes(node.children, inline)}</p>;
    case 'heading':
      return <h4>{nodes(node.children, inline)}</h4>;
    case 'thematicBreak':
      return <hr className="block-divider" />;
    case 'blockquote':
      return <blockquote className="quote">{nodes(node.children, block)}</blockquote>;
    case 'code':
      return (
        <span className="pre-frame">
          <pre className="pre">{node.value}</pre>
          <CopyButton text={node.value} />
        </span>
      );
    case 'list': {
      const List = node.ordered ? 'ol' : 'ul';
      return (
        <List className="list" {...(node.ordered && node.start ? { start: node.start } : {})}>
          {nodes(node.children, (item) => (
            <li className={typeof item.checked === 'boolean' ? 'task' : undefined}>
              {typeof item.checked === 'boolean' && (
                <input
                  type="checkbox"
                  checked={item.checked}
                  disabled
                  aria-label={item.checked ? 'Done' : 'To do'}
                />
              )}
              {nodes(item.children, (child) =>
                child.type === 'paragraph' ? nodes(child.children, inline) : block(child),
              )}
            </li>
          ))}
        </List>
      );
    }
    case 'table': {
      const [head, ...body] = node.children;
      const cells = (row: typeof head, Cell: 'th' | 'td') =>
        row?.children.map((cell, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Cell key={at} style={{ textAlign: node.align?.[at] ?? 'left' }}>
            {nodes(cell.children, inline)}
          </Cell>
        ));
      return (
        <div className="block-table">
          <table>
            <thead>
              <tr>{cells(head, 'th')}</tr>
            </thead>
            <tbody>
              {nodes(body, (row) => (
                <tr>{cells(row, 'td')}</tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    }
    case 'html':
      return <p>{node.value}</p>;
    default:
      return null;
  }
}

function inline(node: PhrasingContent): ReactNode {
  switch (node.type) {
    case 'text':
      return words(node.value);
    case 'strong':
      return <b>{nodes(node.children, inline)}</b>;
    case 'emphasis':
      return <i>{nodes(node.children, inline)}</i>;
    case 'delete':
      return <s>{nodes(node.children, inline)}</s>;
    case 'inlineCode':
      return <code className="code">{node.value}</code>;
    case 'break':
      return <br />;
    case 'link':
      return <SafeLink url={node.url}>{nodes(node.children, inline)}</SafeLink>;
    case 'image':
      return <SafeLink url={node.url}>{node.alt || node.url}</SafeLink>;
    case 'html':
      // `<@U0MARINA>` and `<!here>` are HTML to a parser of Markdown.
      return mention.test(node.value) ? <RichText parts={parseMrkdwn(node.value)} isInline /> : node.value;
    default:
      return 'value' in node ? String(node.value) : null;
  }
}

const mention = /^<[@#!][^<>]+>$/;

/** Names of emoji, and mentions that the parser took for text; no emphasis, as the marks of mrkdwn are not those of Markdown. */
function words(text: string): ReactNode {
  return text.split(/(<[@#!][^<>\s]+>|:[a-z0-9_+'-]+:)/).map((piece, at) =>
    at % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <RichText key={at} parts={parseMrkdwn(piece)} isInline />
    ) : (
      piece
    ),
  );
}
