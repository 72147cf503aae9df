import type { DatedKind, DatedValue } from "~/ipc/types";
import type { Values } from "~/lib/record-form.svelte";

/** What a new row begins with: the keys of another one, or the usual ones of its table. */
export function newRow(kind: DatedKind, like?: DatedValue): Values {
  if (like) {
    const { country, region, category, terms, deal, above, up_to } = like;
    return { kind, country, region, category, terms, deal, above, up_to };
  }
  switch (kind) {
    case "vat":
      return { kind, country: "RU", category: "standard" };
    case "customs_fee":
      return { kind, country: "RU" };
    case "internal_markup":
      return { kind, region: "RU" };
    case "minimum_markup":
      return { kind, deal: "supply", terms: "prepaid" };
    default:
      return { kind };
  }
}
