import type { QuoteRate } from "~/ipc/types";
import { formatDate, formatMoney, formatNumber } from "./format";
import type { Locale } from "./i18n.svelte";

/** A kept rate as a person reads it: `10 CNY = 112,81 ₽, 14.10.2025`. */
export function rateWords(rate: QuoteRate, locale: Locale): string {
  const date = rate.rate_date ? `, ${formatDate(rate.rate_date, locale)}` : "";
  return `${formatNumber(rate.nominal, {}, locale)} ${rate.currency} = ${formatMoney(rate.value, "RUB", locale)}${date}`;
}
