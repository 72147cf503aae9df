import type { Changed } from "~/ipc/types";
import { type PagedList, pagedList } from "~/lib/list.svelte";
import { call } from "~/lib/rpc";

/** A row in the bin, whatever it is. */
export interface BinnedRow {
  id: string;
  name?: string;
  label?: string;
  title?: string;
  deleted_at: string | null;
}

export type BinName = "quotes" | "customers" | "products" | "suppliers";

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
};

const LISTS = {
  quotes: "quote.list",
  customers: "customer.list",
  products: "product.list",
  suppliers: "supplier.list",
} as const;

/** The deleted rows of a kind whose text matches. */
export function binOf(name: BinName, text: () => string): PagedList<BinnedRow> {
  return pagedList(LISTS[name], () => ({ bin: true, text: text() }));
}
