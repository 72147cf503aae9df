import { nameOfRow } from "~/features/dated/words";
import type { BinTable, Changed } from "~/ipc/types";
import { fuzzyScore } from "~/lib/fuzzy";
import { type PagedList, pagedList } from "~/lib/list.svelte";
import { m } from "~/lib/i18n.svelte";
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
  /** What its rows are called together. */
  title: () => string;
  name: (row: BinnedRow) => string;
  restore: (ids: string[]) => Promise<Changed>;
  /** What the core calls them when they go for good; rows of the dated tables stay. */
  table: BinTable | null;
  /** What goes with a row. */
  warning: () => string;
}

const named = (row: BinnedRow) => row.name ?? "";

/** What each kind of row is called in the bin, and how it comes out. */
export const BINS: Readonly<Record<BinName, Bin>> = {
  quotes: {
    title: m.nav_quotes,
    name: (row) => [row.label, row.title].filter(Boolean).join(" · "),
    restore: (ids) => call("quote.restore", { ids }),
    table: "quote",
    warning: m.bin_for_ever_quote,
  },
  customers: { title: m.nav_customers, name: named, restore: (ids) => call("customer.restore", { ids }), table: "customer", warning: m.bin_for_ever_customer },
  products: { title: m.nav_products, name: named, restore: (ids) => call("product.restore", { ids }), table: "product", warning: m.bin_for_ever_other },
  suppliers: { title: m.nav_suppliers, name: named, restore: (ids) => call("supplier.restore", { ids }), table: "supplier", warning: m.bin_for_ever_other },
  dated: { title: m.settings_tables, name: named, restore: (ids) => call("dated.restore", { ids }), table: null, warning: m.bin_for_ever_other },
  templates: { title: m.settings_templates, name: named, restore: (ids) => call("template.restore", { ids }), table: "template", warning: m.bin_for_ever_other },
  line_templates: { title: m.line_template_list, name: named, restore: (ids) => call("line_template.restore", { ids }), table: "line_template", warning: m.bin_for_ever_other },
};

/** The kinds in the order of their tabs. */
export const BIN_NAMES = Object.keys(BINS) as BinName[];

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

/** Rows that come all at once, those of them whose name matches. */
function matching(rows: readonly { id: string; name: string; deleted_at?: string | null }[], text: string): BinnedRow[] {
  return rows
    .filter((row) => fuzzyScore(text, [row.name]) > 0)
    .map(({ id, name, deleted_at }) => ({ id, name, deleted_at: deleted_at ?? null }));
}

/** The deleted rows of the dated tables whose name matches. */
export function binOfTables(text: () => string): PagedList<BinnedRow> {
  const view = query("dated.list", () => ({ bin: true }));
  return wholeList(view, ({ values }) => matching(values.map((row) => ({ id: row.id, name: nameOfRow(row) })), text()), text);
}

/** The deleted templates whose name matches. */
export function binOfTemplates(text: () => string): PagedList<BinnedRow> {
  const view = query("template.list", () => ({ bin: true }));
  return wholeList(view, ({ templates }) => matching(templates.map(({ terms, deleted_at }) => ({ id: terms.id, name: terms.name, deleted_at })), text()), text);
}

const DAY = 24 * 60 * 60 * 1000;

/** When a row goes for good: a day, never, or not as long as others name it, where they may. */
export function goes(deletedAt: string | null, days: number, now: Date, nameable: boolean): { on: Date } | "never" | "used" {
  if (deletedAt === null || days === 0) return "never";
  const on = new Date(new Date(deletedAt).getTime() + days * DAY);
  // The bin is looked through once a day: what is longer overdue than that is named by another row.
  return nameable && now.getTime() - on.getTime() > 2 * DAY ? "used" : { on };
}

/** The deleted templates of lines whose name matches. */
export function binOfLineTemplates(text: () => string): PagedList<BinnedRow> {
  const view = query("line_template.list", () => ({ bin: true }));
  return wholeList(view, ({ templates }) => matching(templates, text()), text);
}
