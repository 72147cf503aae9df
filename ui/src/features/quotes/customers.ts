import type { Choice } from "~/components/Combobox.svelte";
import type { Contact } from "~/ipc/types";
import { call } from "~/lib/rpc";

/** Customers that match what was typed. */
export async function searchCustomers(text: string): Promise<Choice[]> {
  const page = await call("customer.list", {
    text,
    sort: "name",
    descending: false,
    after: null,
    limit: 30,
    bin: false,
    owner: null,
    status: null,
  });
  return page.rows.map((row) => ({ id: row.id, label: row.name, detail: row.inn || row.contact }));
}

/** First and last name of a person. */
export function contactName(contact: Contact): string {
  return [contact.first_name, contact.last_name].filter((part) => part !== "").join(" ");
}
