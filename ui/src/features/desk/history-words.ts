import type { ActivityPart, ChangeKind } from "~/ipc/types";
import { formatCount } from "~/lib/format";
import { m } from "~/lib/i18n.svelte";
import { fieldTitle, tableTitle } from "./field-words";

/** As many fields of a part are named. */
const NAMED = 3;
/** Tables of which an action changes one row: how many says nothing. */
const SINGLE = new Set(["quote", "terms", "quote_revision", "quote_note", "attachment", "reminder"]);

const COUNTS: Readonly<Record<ChangeKind, (inputs: { what: string; shown: string }) => string>> = {
  insert: m.history_inserted,
  change: m.history_changed,
  delete: m.history_deleted,
  restore: m.history_restored,
  purge: m.history_purged,
};

/** A title inside a sentence: it begins small, unless it begins with an abbreviation. */
export function lowered(title: string): string {
  return title.replace(/^\p{Lu}(?!\p{Lu})/u, (first) => first.toLowerCase());
}

/** A part of an action: `Строки: изменено 3 — цена без НДС, кол-во`. */
export function partWords(part: ActivityPart): string {
  const what = tableTitle(part.table);
  const titles = [...new Set(part.fields.map((name) => fieldTitle(part.table, name)).filter((title) => title !== null))];
  const rest = titles.length - NAMED;
  const fields = titles.slice(0, NAMED).map(lowered).join(", ") + (rest > 0 ? ` ${m.history_more_fields({ shown: formatCount(rest) })}` : "");
  if (SINGLE.has(part.table) && part.kind === "change") return fields ? `${what}: ${fields}` : what;
  const count = COUNTS[part.kind]({ what, shown: formatCount(part.rows) });
  return fields ? `${count} — ${fields}` : count;
}
