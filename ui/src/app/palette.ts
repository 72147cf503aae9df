import type { SearchHits } from "~/ipc/types";
import { fuzzyScore } from "~/lib/fuzzy";
import { locales, m } from "~/lib/i18n.svelte";
import { isAvailable, keysOf } from "./commands.svelte";
import type { PageName } from "./route";
import { type Shortcut, shortcuts } from "./shortcuts";

/** What a line of the palette does: gives a command or opens a row. */
export type Target = { kind: "command"; id: string } | { kind: "row"; page: PageName; id: string };

/** One line of the palette. */
export interface Entry {
  target: Target;
  label: string;
  detail: string;
  /** Keys that do the same, as the table writes them. */
  keys: string | null;
}

/** Lines under a heading. */
export interface Group {
  title: string;
  entries: Entry[];
}

/** How many recent lines are remembered. */
const RECENT = 6;

/** A name for a line that stays the same between sessions. */
export function keyOf(target: Target): string {
  return target.kind === "command" ? target.id : `${target.page}/${target.id}`;
}

function commandEntry(row: Shortcut): Entry {
  return { target: { kind: "command", id: row.id }, label: row.title(), detail: "", keys: keysOf(row)[0] ?? null };
}

function available(): Shortcut[] {
  return shortcuts.filter((row) => !row.fixed && row.id !== "palette.open" && isAvailable(row.id));
}

/** The commands that match, best first, recent ones before equals. Titles count in both languages. */
export function commandsFor(text: string, recent: readonly Entry[]): Entry[] {
  const rank = new Map(recent.map((entry, at) => [keyOf(entry.target), RECENT - at]));
  return available()
    .map((row) => ({
      row,
      score: fuzzyScore(text, [...locales.map((locale) => row.title({}, { locale })), row.id]),
    }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score + (rank.get(b.row.id) ?? 0) - (a.score + (rank.get(a.row.id) ?? 0)))
    .map(({ row }) => commandEntry(row));
}

function rowEntry(page: PageName, id: string, label: string, detail: string): Entry {
  return { target: { kind: "row", page, id }, label, detail, keys: null };
}

/** The rows that the core found, under their headings. */
export function rowGroups(hits: SearchHits): Group[] {
  return [
    { title: m.nav_customers(), entries: hits.customers.map((hit) => rowEntry("customers", hit.id, hit.name, hit.detail)) },
    {
      title: m.nav_quotes(),
      entries: hits.quotes.map((hit) => rowEntry("quotes", hit.id, `${hit.number ?? hit.label} ${hit.title}`.trim(), hit.customer)),
    },
    {
      title: m.nav_products(),
      entries: hits.products.map((hit) => rowEntry("products", hit.id, hit.name, [hit.article, hit.brand].filter(Boolean).join(" · "))),
    },
  ].filter((group) => group.entries.length > 0);
}

/** Recent lines as they were kept, without commands that cannot be given now. */
export function readRecent(kept: string): Entry[] {
  if (!kept) return [];
  try {
    const entries = JSON.parse(kept) as Entry[];
    return entries.flatMap((entry) => {
      const { target } = entry;
      if (target.kind === "row") return [entry];
      const known = available().find((other) => other.id === target.id);
      return known ? [commandEntry(known)] : [];
    });
  } catch {
    return [];
  }
}

/** Recent lines with `entry` first. */
export function withRecent(recent: readonly Entry[], entry: Entry): Entry[] {
  const key = keyOf(entry.target);
  return [entry, ...recent.filter((other) => keyOf(other.target) !== key)].slice(0, RECENT);
}
