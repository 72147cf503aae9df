import type { Cost, Leg } from "~/ipc/types";

/** Fields of a cost block that a person sets. */
export type CostSet = Partial<Pick<Cost, "name" | "amount" | "currency" | "leg">>;

/** Where the costs of a form are kept. Each rejects with the error of the core. */
export interface CostKeeper {
  /** Adds a block behind another and answers its id. */
  insert(after: string | null, set: CostSet): Promise<string | null>;
  set(id: string, set: CostSet): Promise<void>;
  remove(id: string): Promise<void>;
}

export const LEGS: readonly Leg[] = ["before_border", "after_border"];

/** The block behind which a new one of this leg goes. */
export function lastOfLeg(costs: readonly Cost[], leg: Leg): string | null {
  const before = costs.findLast((cost) => cost.leg === leg) ?? (leg === "after_border" ? costs.at(-1) : undefined);
  return before?.id ?? null;
}

/** The costs after one was changed, as the defaults of the organisation are stored: all at once. */
export function withCost(costs: readonly Cost[], id: string, set: CostSet): CostSet[] {
  return costs.map((cost) => ({ ...bare(cost), ...(cost.id === id ? set : {}) }));
}

/** The costs with a new one behind another. */
export function withNewCost(costs: readonly Cost[], after: string | null, set: CostSet): CostSet[] {
  const at = costs.findIndex((cost) => cost.id === after) + 1;
  return [...costs.slice(0, at).map(bare), set, ...costs.slice(at).map(bare)];
}

/** What of a cost block a person sets. */
export function bare({ name, amount, currency, leg }: Cost): Required<CostSet> {
  return { name, amount, currency, leg };
}
