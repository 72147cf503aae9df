import type { Oferta } from "./oferta";
import { until } from "./until";

/** The rail stands beside every page of an open store. */
export const RAIL = "nav.rail";

/** Walks through the first start with the keeper that is chosen, and returns the recovery key. */
export async function firstStart(oferta: Oferta): Promise<string> {
  await oferta.find("[data-testid=first-start]");
  await oferta.click("[data-testid=create-store]");
  const groups = await until("the recovery key", async () => (await oferta.text("[data-testid=recovery-key]")) || undefined);
  await oferta.click("[data-testid=recovery-kept]");
  await oferta.click("[data-testid=recovery-continue]");
  await oferta.find(RAIL);
  return groups.trim().split(/\s+/).join("-");
}

/** The cell of a quote's grid. */
export function cell(row: number, column: string): string {
  return `[data-row="${row}"] [data-column="${column}"]`;
}
