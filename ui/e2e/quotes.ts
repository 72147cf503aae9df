import type { Host } from "./host";
import { expect, type Page } from "./test";

/** Fields of a line as the core takes them. */
export type Line = Record<string, string | null>;

/** Makes a quote for a customer with these lines; answers its id. */
export async function quoteWith(host: Host, lines: Line[], title = "Арматура для котельной"): Promise<string> {
  const { customer } = await host.call("customer.create", { set: { name: "Северная верфь" } });
  const { quote } = await host.call("quote.create", { title, customer_id: customer.id });
  if (lines.length > 0) await host.call("quote.edit", { id: quote.id, edits: [{ edit: "insert", after: null, lines }] });
  return quote.id;
}

/** The line with this number. */
export function line(at: number, more: Line = {}): Line {
  return { article: `A-${at}`, name: `Товар ${at}`, unit: "шт", quantity: "1", unit_price: `${100 + at}`, ...more };
}

/** So many lines, numbered from 1. */
export const lines = (count: number) => Array.from({ length: count }, (_, at) => line(at + 1));

/** A cell of the grid. */
export function cell(page: Page, row: number, column: string) {
  return page.locator(`[data-row="${row}"] [data-column="${column}"]`);
}

/** The values of a column, from the core. */
export async function stored(host: Host, id: string, field: "article" | "name" | "quantity" | "unit_price"): Promise<string[]> {
  return (await host.call("quote.get", { id })).lines.map((row) => row[field]);
}

/** Opens a quote and waits for its grid. */
export async function openQuote(page: Page, open: (address: string) => Promise<void>, id: string): Promise<void> {
  await open(`#/quotes/${id}`);
  await expect(page.getByTestId("quote-grid")).toBeVisible();
}

/** A quote of two sections: three lines in the first, two in the second. */
export async function sectioned(host: Host): Promise<string> {
  const all = lines(5);
  const heading = (name: string): Line => ({ kind: "section", name });
  return quoteWith(host, [heading("Узел 1"), ...all.slice(0, 3), heading("Узел 2"), ...all.slice(3)]);
}
