import { nameOfRow } from "~/features/dated/words";
import type { Changed } from "~/ipc/types";
import { fuzzyScore } from "~/lib/fuzzy";
import { type PagedList, pagedList } from "~/lib/list.svelte";
import { query } from "~/lib/query.svelte";
import { call } from "~/lib/rpc";
import { wholeList } from "~/lib/whole-list.svelte";

/** A row in the bin, whatever it is. */
export interface BinnedRow {
  id: string;
  name?: string;
  label?: string;
  title?: string;
  deleted_at: string | null;
}

export type BinName = "quotes" | "customers" | "products" | "suppliers" | "dated" | "templates" | "line_templates";

interface Bin {
  name: (row: BinnedRow) => string;
  restore: (id: string) => Promise<Changed>;
}

const named = (row: BinnedRow) => row.name ?? "";

/** What each kind of row is called in the bin, and how it comes out. */
export const BINS: Readonly<Record<BinName, Bin>> = {
  quotes: {
    name: (row) => [row.label, row.title].filter(Boolean).join(" · "),
    restore: (id) => call("quote.restore", { ids: [id] }),
  },
  customers: { name: named, restore: (id) => call("customer.restore", { ids: [id] }) },
  products: { name: named, restore: (id) => call("product.restore", { ids: [id] }) },
  suppliers: { name: named, restore: (id) => call("supplier.restore", { ids: [id] }) },
  dated: { name: named, restore: (id) => call("dated.restore", { ids: [id] }) },
  templates: { name: named, restore: (id) => call("template.restore", { ids: [id] }) },
  line_templates: { name: named, restore: (id) => call("line_template.restore", { ids: [id] }) },
};

const LISTS = {
  quotes: "quote.list",
  customers: "customer.list",
  products: "product.list",
  suppliers: "supplier.list",
} as const;

/** The deleted rows of a kind whose text matches. */
export function binOf(name: keyof typeof LISTS, text: () => string): PagedList<BinnedRow> {
  return pagedList(LISTS[name], () => ({ bin: true, text: text() }));
}

/** Rows that come all at once, those of them whose name matches. Their table does not say when they were deleted. */
function matching(rows: readonly { id: string; name: string }[], text: string): BinnedRow[] {
  return rows.filter((row) => fuzzyScore(text, [row.name]) > 0).map((row) => ({ ...row, deleted_at: null }));
}

/** The deleted rows of the dated tables whose name matches. */
export function binOfTables(text: () => string): PagedList<BinnedRow> {
  const view = query("dated.list", () => ({ bin: true }));
  return wholeList(view, ({ values }) => matching(values.map((row) => ({ id: row.id, name: nameOfRow(row) })), text()), text);
}

/** The deleted templates whose name matches. */
export function binOfTemplates(text: () => string): PagedList<BinnedRow> {
  const view = query("template.list", () => ({ bin: true }));
  return wholeList(view, ({ templates }) => matching(templates.map(({ terms }) => terms), text()), text);
}

/** The deleted templates of lines whose name matches. */
export function binOfLineTemplates(text: () => string): PagedList<BinnedRow> {
  const view = query("line_template.list", () => ({ bin: true }));
  return wholeList(view, ({ templates }) => matching(templates, text()), text);
}
