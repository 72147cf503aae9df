/** Columns that are hidden until the person asks for them. */
export const HIDDEN_AT_FIRST: readonly string[] = ["weight_kg", "hs_code", "note"];

/** Columns that are always shown. */
export const ALWAYS_SHOWN: readonly string[] = ["ordinal", "name"];

/** Columns of a quote that is priced from cost. A quote of list prices has none of them. */
export const LANDED: readonly string[] = [
  "purchase_price",
  "purchase_currency",
  "price_includes_vat",
  "supplier_country",
  "supplier_vat",
  "supplier_discount",
  "internal_markup",
  "duty_rate",
  "excise_per_kg",
  "cost",
  "profit",
  "markup",
  "margin",
  "effective_markup",
  "effective_margin",
];

/** Those of them that are shown until the person chooses others. */
export const LANDED_AT_FIRST: readonly string[] = ["purchase_price", "purchase_currency", "markup"];

/** Columns that stay beside an open panel; beside the costing, what is chosen of its own columns. */
const BESIDE_PANEL: readonly string[] = ["ordinal", "name", "quantity", "unit_price", "net", "gross"];
const BESIDE_COSTING: readonly string[] = ["ordinal", "name", "quantity", "unit_price", ...LANDED];

/** What the person chose for the columns. Kept as JSON among the memories of the screens. */
export interface ColumnChoice {
  /** Columns of every quote that are hidden. */
  hidden: string[];
  /** Columns of a quote that is priced from cost that are shown. */
  landed: string[];
  /** Every column in the order of the person; empty until one was moved. */
  order: string[];
  /** Columns that stay in view on the left. */
  pinned: string[];
  widths: Record<string, number>;
}

/** The choice before the person has made one. */
export function firstChoice(): ColumnChoice {
  return { hidden: [...HIDDEN_AT_FIRST], landed: [...LANDED_AT_FIRST], order: [], pinned: [], widths: {} };
}

/** What is open beside the lines and leaves no room for every column. */
export type Beside = "nothing" | "picker" | "costing" | "desk";

/** Whether a column was chosen. */
export function isChosen(choice: Pick<ColumnChoice, "hidden" | "landed">, id: string): boolean {
  return LANDED.includes(id) ? choice.landed.includes(id) : !choice.hidden.includes(id);
}

/** The choice with a column shown that was hidden, or hidden that was shown. */
export function toggled<C extends Pick<ColumnChoice, "hidden" | "landed">>(choice: C, id: string): C {
  const list = LANDED.includes(id) ? "landed" : "hidden";
  const ids = choice[list];
  return { ...choice, [list]: ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id] };
}

/** Whether a column is on the screen now. */
export function isShown(choice: Pick<ColumnChoice, "hidden" | "landed">, id: string, beside: Beside): boolean {
  if (!isChosen(choice, id)) return false;
  if (beside === "nothing") return true;
  return (beside === "costing" ? BESIDE_COSTING : BESIDE_PANEL).includes(id);
}

/** Columns in the order that was chosen; one that is new stands behind the one it follows by nature. */
function ordered<C extends { id: string }>(columns: readonly C[], order: readonly string[]): C[] {
  const known = new Map(columns.map((column) => [column.id, column]));
  const result = order.flatMap((id) => known.get(id) ?? []);
  for (const [at, column] of columns.entries()) {
    if (order.includes(column.id)) continue;
    const before = at === 0 ? -1 : result.findIndex(({ id }) => id === columns[at - 1]?.id);
    result.splice(before + 1, 0, column);
  }
  return result;
}

/** Every column as the person arranged them: the pinned ones first, behind the numbers of the rows. */
export function arranged<C extends { id: string; kind: string }>(columns: readonly C[], { order, pinned }: Pick<ColumnChoice, "order" | "pinned">): C[] {
  const all = ordered(columns, order);
  if (!columns.some(({ id }) => pinned.includes(id))) return all;
  const stays = (column: C) => column.kind === "ordinal" || pinned.includes(column.id);
  return [...all.filter(stays).map((column) => ({ ...column, pinned: true })), ...all.filter((column) => !stays(column))];
}

/** The order of every column once those that are shown stand in another one. */
export function reordered(all: readonly string[], shown: readonly string[]): string[] {
  let next = 0;
  return all.map((id) => (shown.includes(id) ? (shown[next++] ?? id) : id));
}

function texts(read: unknown): string[] | null {
  return Array.isArray(read) ? read.filter((id) => typeof id === "string") : null;
}

/** Reads a remembered choice; anything else counts as none. */
export function readChoice(kept: string): ColumnChoice {
  const fallback = firstChoice();
  if (kept === "") return fallback;
  try {
    const read = JSON.parse(kept) as Partial<ColumnChoice> | null;
    const widths = Object.entries(read?.widths ?? {}).filter(([, width]) => typeof width === "number" && width > 0);
    return {
      hidden: texts(read?.hidden) ?? fallback.hidden,
      landed: texts(read?.landed) ?? fallback.landed,
      order: texts(read?.order) ?? [],
      pinned: texts(read?.pinned) ?? [],
      widths: Object.fromEntries(widths),
    };
  } catch {
    return fallback;
  }
}
