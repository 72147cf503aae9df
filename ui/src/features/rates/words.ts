import type { RateSource } from "~/ipc/types";
import { type Decimal, formatDecimal, NBSP } from "~/lib/decimal";
import { formatMoney } from "~/lib/format";
import { locale, m } from "~/lib/i18n.svelte";

/** Where a rate comes from, in full and for narrow places. */
export const SOURCES: Record<RateSource, { title: () => string; short: () => string }> = {
  manual: { title: m.rate_source_manual, short: m.rate_source_manual_short },
  organisation: { title: m.rate_source_organisation, short: m.rate_source_organisation_short },
  cbr_xml: { title: m.rate_source_cbr, short: m.rate_source_cbr_short },
  cbr_mirror: { title: m.rate_source_mirror, short: m.rate_source_mirror_short },
  ecb: { title: m.rate_source_ecb, short: m.rate_source_ecb_short },
};

/** The name of a currency in the language of the screen; its code where it has none. */
export function currencyName(code: string): string {
  const name = new Intl.DisplayNames([locale()], { type: "currency", fallback: "code" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(locale()) + name.slice(1);
}

/** A rate the way the bank prints it: at least four digits after the point. */
export function formatRate(value: Decimal): string {
  return formatDecimal(value, locale(), { min: 4 });
}

/** A rate in roubles, as money is written: `80,8548 ₽`, `₽80.8548`. */
export function formatRoubles(value: Decimal): string {
  return formatMoney(value, "RUB", locale(), 4);
}

/** A change in per cent with its sign: `+0,41 %`, `−0.41%`. */
export function formatSignedPercent(value: Decimal): string {
  return `${formatSigned(value, 2)}${locale() === "ru" ? NBSP : ""}%`;
}

/** A change with its sign: `+0,3350`, `−0,41`. */
export function formatSigned(value: Decimal, places: number): string {
  const text = formatDecimal(value, locale(), { min: places });
  return /^-|^0(\.0+)?$/.test(value) ? text : `+${text}`;
}
