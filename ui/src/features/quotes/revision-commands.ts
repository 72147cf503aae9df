import { go } from "~/app/router.svelte";
import { choose, toggleAlternative } from "./alternatives";
import type { QuoteSession } from "./session.svelte";

/** A dialog of the quote. */
export type QuoteDialog = "duplicate" | "alternative" | "template_save" | "template_insert";

/** Commands of revisions, alternatives, copies and templates. */
export function revisionCommands(session: QuoteSession, open: (dialog: QuoteDialog) => void): Record<string, () => void> {
  const leave = async (then: () => void) => {
    if (!session.editable || (await session.settled())) then();
  };
  return {
    "quote.duplicate": () => void leave(() => open("duplicate")),
    "quote.revisions": () => void leave(() => go("quotes", session.id, { view: "revisions" })),
    ...(session.rows.all.length > 0 ? { "line_template.save": () => void leave(() => open("template_save")) } : {}),
    ...(session.editable
      ? {
          "quote.alternative": () => void toggleAlternative(session),
          "quote.alternative_of": () => open("alternative"),
          "quote.choose": () => void choose(session),
          "line_template.insert": () => void leave(() => open("template_insert")),
        }
      : {}),
  };
}
