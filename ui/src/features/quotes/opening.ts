import type { QuoteView } from "~/ipc/types";
import { SKELETON_AFTER } from "~/lib/query.svelte";
import { call } from "~/lib/rpc";

/** A quote that is being read while its page is being loaded. */
export interface Opening {
  readonly id: string;
  /** The quote, once it is there. */
  view: QuoteView | null;
  readonly read: Promise<QuoteView>;
}

let opening: Opening | null = null;

/** Begins to read a quote; resolves when it is there, or when the person had better see that it takes a while. */
export async function beginOpening(id: string): Promise<void> {
  const begun: Opening = { id, view: null, read: call("quote.get", { id }) };
  opening = begun;
  const settled = begun.read.then(
    async (view) => {
      // Its rates stand above the lines: they are drawn with them, not pushed in afterwards.
      if (view.rates.length > 0) await import("~/features/rates/QuoteRates.svelte");
      begun.view = view;
    },
    // The page shows what went wrong.
    () => undefined,
  );
  await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, SKELETON_AFTER))]);
}

/** The quote as it was begun, once: whoever opens it again reads it again. */
export function takeOpening(id: string): Opening {
  const begun = opening;
  opening = null;
  return begun?.id === id ? begun : { id, view: null, read: call("quote.get", { id }) };
}
