/** A rectangle of texts as a spreadsheet puts it on the clipboard. */
export type Block = string[][];

function needsQuotes(cell: string): boolean {
  return /[\t\r\n]/.test(cell) || cell.startsWith('"');
}

/** Writes a block as tab-separated text the way spreadsheets do: quotes only where a cell would break the form. */
export function formatTsv(block: Block): string {
  return block
    .map((row) => row.map((cell) => (needsQuotes(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t"))
    .join("\n");
}

const ESCAPED: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Keeps `0041` an article and not a number: for Excel the style, for LibreOffice the format. */
const AS_TEXT = ` style="mso-number-format:'\\@'" sdnum="1033;0;@"`;

function htmlCell(cell: string, isText: boolean): string {
  const text = cell.replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign).replace(/\r\n|\r|\n/g, "<br>");
  return `<td${isText ? AS_TEXT : ""}>${text}</td>`;
}

/** Writes a block as the table that spreadsheets and letters take; `texts` says which columns hold no numbers. */
export function formatHtml(block: Block, texts: readonly boolean[]): string {
  const rows = block.map((row) => `<tr>${row.map((cell, at) => htmlCell(cell, texts[at] === true)).join("")}</tr>`);
  return `<meta charset="utf-8"><table>${rows.join("")}</table>`;
}

function endsCell(text: string, at: number): boolean {
  return at >= text.length || text[at] === "\t" || text[at] === "\n" || text[at] === "\r";
}

/** The end and content of the quoted cell that begins at `from`, or `null` when the quote is an inch mark. */
function quotedCell(text: string, from: number): { end: number; cell: string } | null {
  let at = from + 1;
  let cell = "";
  while (at < text.length) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return null;
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') return endsCell(text, quote + 1) ? { end: quote + 1, cell } : null;
    cell += '"';
    at = quote + 2;
  }
  return null;
}

/** Reads tab-separated text. A quote inside or at the start of a cell that is not closed stays a character. */
export function parseTsv(text: string): Block {
  const block: Block = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = text[at] === '"' ? quotedCell(text, at) : null;
    if (quoted) {
      row.push(quoted.cell);
      at = quoted.end;
    } else {
      const start = at;
      while (!endsCell(text, at)) at += 1;
      row.push(text.slice(start, at));
    }
    if (at >= text.length) break;
    if (text[at] === "\t") {
      at += 1;
      continue;
    }
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    block.push(row);
    row = [];
    // The line break behind the last row ends the text and begins no row.
    if (at >= text.length) return block;
  }
  block.push(row);
  return block;
}

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name.toLowerCase()] ?? whole;
    const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

function cellText(html: string): string {
  const lines = html
    .replace(/\s+/g, " ")
    .replace(/<br\b[^>]*>|<\/p>\s*(?=<p)|<\/div>\s*(?=<div)/gi, "\n")
    .replace(/<[^>]*>/g, "");
  return decode(lines)
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();
}

/** The most cells that one merged cell may cover in a direction. */
const MAX_SPAN = 100;

function spanOf(attributes: string, name: "colspan" | "rowspan"): number {
  const found = new RegExp(`${name}\\s*=\\s*["']?(\\d+)`, "i").exec(attributes)?.[1] ?? "1";
  return Math.min(Math.max(Number.parseInt(found, 10), 1), MAX_SPAN);
}

/** Reads the first table of an HTML fragment; merged cells leave their text in the first one and the others empty. */
export function parseHtmlTable(html: string): Block | null {
  const table = /<table\b[\s\S]*?<\/table>/i.exec(html)?.[0];
  if (!table) return null;
  const block: Block = [];
  /** How many rows below a merged cell still covers, by column. */
  const covered: number[] = [];
  for (const [, attributes = "", inner = ""] of table.matchAll(/<tr\b([^>]*)>([\s\S]*?)(?=<tr\b|<\/tr>|<\/table>)/gi)) {
    // Excel ends a table with a row that nobody sees and that only holds widths.
    if (/display\s*:\s*none/i.test(attributes)) continue;
    const row: string[] = [];
    const skipCovered = () => {
      for (let at = row.length; (covered[at] ?? 0) > 0; at += 1) {
        covered[at] = (covered[at] ?? 0) - 1;
        row.push("");
      }
    };
    for (const [, cell = "", content = ""] of inner.matchAll(/<t[dh]\b([^>]*)>([\s\S]*?)(?=<t[dh]\b|<\/t[dh]>|$)/gi)) {
      skipCovered();
      const below = spanOf(cell, "rowspan") - 1;
      for (let width = spanOf(cell, "colspan"), at = 0; at < width; at += 1) {
        covered[row.length] = below;
        row.push(at === 0 ? cellText(content) : "");
      }
    }
    skipCovered();
    if (row.length > 0) block.push(row);
  }
  return block.length > 0 ? block : null;
}

/** The block that a paste brings: the plain text, or the table where the plain text has lost its columns. */
export function readPaste(plain: string, html: string): Block {
  const table = plain.includes("\t") || html === "" ? null : parseHtmlTable(html);
  return table ?? parseTsv(plain);
}
