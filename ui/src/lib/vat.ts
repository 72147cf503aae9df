import { formatPercent } from "./format";

/**
 * The value of a select that stands for "without VAT". The core knows a quote without VAT as one that has no rate at all;
 * a line, where no rate of its own means that of the quote, has this word.
 */
export const WITHOUT_VAT = "none";

/** A fraction as per cent, digit by digit: `0.075` is `7.5`. */
export function fractionToPercent(fraction: string): string {
  const [whole = "0", rest = ""] = fraction.replace("-", "").split(".");
  const digits = rest.padEnd(2, "0");
  const percent = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, "");
  const tail = digits.slice(2).replace(/0+$/, "");
  const sign = fraction.startsWith("-") && /[1-9]/.test(fraction) ? "-" : "";
  return `${sign}${percent}${tail ? `.${tail}` : ""}`;
}

/** Per cent as a fraction, digit by digit: `7.5` is `0.075`. */
export function percentToFraction(percent: string): string {
  const [whole = "0", rest = ""] = percent.replace("-", "").split(".");
  const digits = whole.padStart(3, "0");
  const cut = digits.length - 2;
  const fraction = `${digits.slice(cut)}${rest}`.replace(/0+$/, "");
  const sign = percent.startsWith("-") && /[1-9]/.test(percent) ? "-" : "";
  return `${sign}${digits.slice(0, cut).replace(/^0+(?=\d)/, "")}${fraction ? `.${fraction}` : ""}`;
}

/** The same rate in one spelling: `0.20` is `0.2`. */
function bare(rate: string): string {
  return rate.includes(".") ? rate.replace(/\.?0+$/, "") : rate;
}

/** Whether two quotes have the same VAT; none is "without VAT" and not 0 %. */
export function sameVat(one: string | null, other: string | null): boolean {
  return one === null || other === null ? one === other : bare(one) === bare(other);
}

/** Options of a VAT select: the rates of the table. A rate that is not among them, but in the data, is added. */
export function vatOptions(table: readonly string[], current: string | null, without: string): { value: string; label: string }[] {
  const rates = table.map(bare);
  if (current !== null && !rates.includes(bare(current))) rates.push(bare(current));
  const spelled = (rate: string) => (current !== null && bare(current) === rate ? current : rate);
  return [
    ...rates.map((rate) => ({ value: spelled(rate), label: formatPercent(fractionToPercent(rate)) })),
    { value: WITHOUT_VAT, label: without },
  ];
}

/** What a chosen rate is stored as. */
export function storedVatRate(value: string): string | null {
  return value === WITHOUT_VAT ? null : value;
}
