import type { Choice } from "~/components/Combobox.svelte";
import type { Contact, Customer } from "~/ipc/types";
import { m } from "~/lib/i18n.svelte";
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

/** What tells a customer from others of the name: `ИНН 7707083893 · КПП 770701001 · Москва, …`. */
export function requisites(customer: Customer): string {
  const parts = [
    customer.inn && m.requisites_inn({ value: customer.inn }),
    customer.kpp && m.requisites_kpp({ value: customer.kpp }),
    customer.legal_address || customer.delivery_address,
  ];
  return parts.filter(Boolean).join(" · ");
}
