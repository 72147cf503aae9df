import type { Choice } from "~/components/Combobox.svelte";
import { call } from "~/lib/rpc";

/** Suppliers whose name matches, for a combobox. */
export async function searchSuppliers(text: string): Promise<Choice[]> {
  const page = await call("supplier.list", { text, sort: "name", limit: 50 });
  return page.rows.map((row) => ({ id: row.id, label: row.name, detail: [row.country, row.currency].filter(Boolean).join(" · ") }));
}
