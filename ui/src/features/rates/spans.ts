/** How far back a history goes. */
export type Span = "month" | "year" | "five" | "ten";

const MONTHS: Record<Span, number> = { month: 1, year: 12, five: 60, ten: 120 };

const two = (part: number) => String(part).padStart(2, "0");

/** The date so long before another one; the last day of a shorter month stands for what it has not. */
export function before(date: string, span: Span): string {
  const [year = 2000, month = 1, day = 1] = date.split("-").map(Number);
  const months = year * 12 + (month - 1) - MONTHS[span];
  const [inYear, inMonth] = [Math.floor(months / 12), months % 12];
  const lastDay = new Date(Date.UTC(inYear, inMonth + 1, 0)).getUTCDate();
  return `${inYear}-${two(inMonth + 1)}-${two(Math.min(day, lastDay))}`;
}
