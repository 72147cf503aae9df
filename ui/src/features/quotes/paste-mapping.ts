import type { Block } from "~/components/grid/clipboard";
import type { GridColumn } from "~/components/grid/column";
import type { LineView, TableGuess } from "~/ipc/types";
import { fold } from "~/lib/fuzzy";

export type LineColumn = GridColumn<LineView>;

/** Rows at the top of a block in which its heading is looked for. */
export const GUESSED_ROWS = 40;
/** Texts by which it is judged whether a column of numbers is one. */
const JUDGED_TEXTS = 200;
/** Shapes of tables whose mapping is remembered. */
const REMEMBERED = 30;

/** What a pasted table is. */
export interface Mapped {
  /** The column of the quote for each pasted one; `null` leaves it out. */
  fields: readonly (string | null)[];
  /** Index of the last row of the heading; `null` where there is none. */
  header: number | null;
}

/** Mappings by the shape of the table they were chosen for, the one used last at the end. */
export type Mappings = readonly (readonly [shape: string, mapping: Mapped])[];

const widthOf = (block: Block) => Math.max(0, ...block.map((row) => row.findLastIndex((text) => text.trim() !== "") + 1));

/** Whether a block can be laid over these columns as it stands: there are enough, and their numbers are numbers. */
export function fits(block: Block, columns: readonly LineColumn[]): boolean {
  if (widthOf(block) > columns.length) return false;
  return columns.every((column, at) => {
    if (column.kind === "text" || !column.editable) return true;
    const filled = block.map((row) => row[at]?.trim() ?? "").filter((text) => text !== "");
    const texts = filled.slice(0, JUDGED_TEXTS);
    const unread = texts.filter((text) => "fault" in (column.parse?.(text) ?? { fault: "" }));
    return unread.length * 2 <= texts.length;
  });
}

/** Whether each of the first rows holds a number where one belongs: then none of them is a heading. */
export function lacksHeading(block: Block, columns: readonly LineColumn[]): boolean {
  const isNumber = (column: LineColumn | undefined, text: string) =>
    column?.editable && column.kind !== "text" && text.trim() !== "" && !("fault" in (column.parse?.(text) ?? { fault: "" }));
  return block.slice(0, GUESSED_ROWS).every((row) => row.some((text, at) => isNumber(columns[at], text)));
}

/** What the columns of price lists are called here. */
const FIELDS: Readonly<Record<string, string>> = { price: "unit_price" };

/** Headings of what a price list does not have. */
const HEADINGS: readonly (readonly [RegExp, string])[] = [
  [/скидк|discount/, "discount"],
  [/^(ставка )?ндс|^vat( rate)?\b/, "vat_rate"],
];

function named(heading: string, columns: readonly LineColumn[]): string | null {
  const text = fold(heading.trim());
  if (text === "") return null;
  return columns.find(({ title }) => fold(title) === text)?.id ?? HEADINGS.find(([words]) => words.test(text))?.[1] ?? null;
}

/** The table by its heading; without one, by its width. */
export function shapeOf(block: Block, header: number | null): string {
  const texts = header === null ? [] : (block[header] ?? []).map((text) => fold(text.trim()));
  return texts.length > 0 ? texts.join("|") : `#${widthOf(block)}`;
}

/** The mapping that was chosen for such a table before, else the one that its heading and content suggest. */
export function mappingFor(block: Block, columns: readonly LineColumn[], guess: TableGuess, known: Mappings): Mapped {
  const header = guess.header_row;
  const before = known.find(([shape]) => shape === shapeOf(block, header))?.[1];
  const width = widthOf(block);
  if (before) return { header, fields: Array.from({ length: width }, (_, at) => before.fields[at] ?? null) };
  const taken = new Set<string>();
  const fields = Array.from({ length: width }, (_, at) => {
    const guessed = guess.columns[at] ?? null;
    const own = header === null ? null : named(block[header]?.[at] ?? "", columns);
    const id = own ?? (guessed === null ? null : (FIELDS[guessed] ?? guessed));
    if (id === null || taken.has(id) || !columns.some((column) => column.id === id)) return null;
    taken.add(id);
    return id;
  });
  return { fields, header };
}

/** The fields with one put on a column; it stands on one column only. */
export function withField(fields: readonly (string | null)[], at: number, field: string | null): (string | null)[] {
  return fields.map((own, column) => (column === at ? field : own === field ? null : own));
}

/** Reads the remembered mappings; anything else counts as none. */
export function readMappings(kept: string): Mappings {
  if (kept === "") return [];
  try {
    const read: unknown = JSON.parse(kept);
    if (!Array.isArray(read)) return [];
    return read.flatMap((entry: unknown) => {
      if (!Array.isArray(entry) || typeof entry[0] !== "string" || !Array.isArray(entry[1])) return [];
      return [[entry[0], { header: null, fields: entry[1].map((id: unknown) => (typeof id === "string" ? id : null)) }] as const];
    });
  } catch {
    return [];
  }
}

/** The mappings with one more; written as `JSON.stringify` of the answer reads it back. */
export function withMapping(before: Mappings, shape: string, mapping: Mapped): [string, readonly (string | null)[]][] {
  const others = before.filter(([other]) => other !== shape).map(([other, { fields }]): [string, readonly (string | null)[]] => [other, fields]);
  return [...others, [shape, mapping.fields] satisfies [string, readonly (string | null)[]]].slice(-REMEMBERED);
}

/** How many cells of the mapped columns cannot be read. */
export function unreadIn(block: Block, columns: readonly LineColumn[], { fields, header }: Mapped): number {
  let count = 0;
  for (const [at, id] of fields.entries()) {
    const parse = id === null ? undefined : columns.find((column) => column.id === id)?.parse;
    if (!parse) continue;
    for (const row of block.slice((header ?? -1) + 1)) {
      const text = row[at]?.trim() ?? "";
      if (text !== "" && "fault" in parse(text)) count += 1;
    }
  }
  return count;
}
