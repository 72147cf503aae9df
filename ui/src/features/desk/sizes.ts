import { formatDecimal } from "~/lib/decimal";
import { type Locale, m } from "~/lib/i18n.svelte";

const KILO = 1024;

/** The size of a file as a person reads it: `834 КБ`, `2,4 МБ`. */
export function sizeWords(bytes: number, locale: Locale): string {
  if (bytes < KILO * KILO) return m.size_kb({ size: formatDecimal(String(Math.max(1, Math.round(bytes / KILO))), locale) });
  return m.size_mb({ size: formatDecimal((bytes / KILO / KILO).toFixed(1), locale) });
}
