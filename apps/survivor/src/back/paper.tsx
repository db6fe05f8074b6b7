import { dirOf } from '@amaan/base';
import type { Block, Paper } from '@amaan/notice';

/** A paper as it is printed: each language on pages of its own. Texts are plain and never read as markup. */
export function PaperView({ paper }: { paper: Paper }) {
  return (
    <div class="paper">
      {paper.sheets.map(({ lang, blocks }, i) => (
        <article key={`${lang} ${i}`} lang={lang} dir={dirOf(lang)}>
          {blocks.map((block, at) => (
            <Part key={at} block={block} />
          ))}
        </article>
      ))}
    </div>
  );
}

function Part({ block }: { block: Block }) {
  switch (block.kind) {
    case 'mark':
      return <p class="small">{block.text}</p>;
    case 'title':
      return (
        <p class="paper-title">
          <strong>{block.text}</strong>
        </p>
      );
    case 'heading':
      return (
        <p>
          <strong>{block.text}</strong>
        </p>
      );
    case 'text':
      return <p class="words">{block.text}</p>;
    case 'numbered':
      return (
        <ol>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ol>
      );
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {block.head.map((cell, i) =>
                cell === '' ? (
                  <td key={i} />
                ) : (
                  <th key={i} scope="col">
                    {cell}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, i) => (
              <tr key={i}>
                {row.map((cell, j) => (
                  <td key={j}>
                    <bdi>{cell}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
    case 'blanks':
      return (
        <>
          {block.lines.map(({ label, value }) => (
            <p key={label}>
              {label}: {value ? <bdi>{value}</bdi> : '______________________'}
            </p>
          ))}
        </>
      );
  }
}
