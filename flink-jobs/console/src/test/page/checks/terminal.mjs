// What a terminal shows, as a picture in SVG: text stays text.

const ADVANCE = 7.83;
const LINE = 18;
const LEFT = 16;
const TOP = 57;
const COLOURS = { 31: '#ff6b68', 32: '#5fbf6b', 33: '#e0b04b', 34: '#6ca0f6', 35: '#c58af9', 36: '#3fc1d8', 90: '#858b96' };
const SGR = /\u001b\[([\d;]*)m/;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A line's pieces, each with its column and its look; blanks apart, so that columns stand whatever font there is. */
function pieces(line) {
  const found = [];
  let look = {};
  let column = 0;
  line.split(/(\u001b\[[\d;]*m)/).forEach((part) => {
    const codes = SGR.exec(part)?.[1];
    if (codes !== undefined) {
      for (const code of (codes || '0').split(';')) {
        if (code === '0') look = {};
        else if (code === '1') look = { ...look, bold: true };
        else if (code === '2') look = { ...look, fill: COLOURS[90] };
        else if (COLOURS[code]) look = { ...look, fill: COLOURS[code] };
      }
      return;
    }
    for (const { 0: text, index } of part.matchAll(/\S+(?: \S+)*/g)) found.push({ text, column: column + index, ...look });
    column += part.length;
  });
  return found;
}

const tspan = ({ text, column, bold, fill }) =>
  `<tspan x="${(LEFT + column * ADVANCE).toFixed(1)}" textLength="${(text.length * ADVANCE).toFixed(1)}" lengthAdjust="spacingAndGlyphs"${fill ? ` fill="${fill}"` : ''}${bold ? ' font-weight="bold"' : ''}>${escaped(text)}</tspan>`;

/** The lines without what colours them. */
export const plain = (line) => line.replaceAll(new RegExp(SGR, 'g'), '');

export function terminal(title, label, lines) {
  const width = Math.ceil(2 * LEFT + ADVANCE * Math.max(...lines.map((line) => plain(line).length)));
  const height = TOP + lines.length * LINE + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${label}">
<rect width="${width}" height="${height}" rx="8" fill="#16181d"/>
<circle cx="20" cy="20" r="6" fill="#ff5f56"/>
<circle cx="38" cy="20" r="6" fill="#ffbd2e"/>
<circle cx="56" cy="20" r="6" fill="#27c93f"/>
<text x="${width / 2}" y="24" fill="#858b96" font-family="monospace" font-size="12" text-anchor="middle">${title}</text>
<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="13" fill="#d4d4d4" xml:space="preserve">
${lines.map((line, at) => `<text y="${TOP + at * LINE}">${pieces(line).map(tspan).join('')}</text>`).join('\n')}
</g>
</svg>
`;
}
