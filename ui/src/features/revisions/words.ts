import type { RevisionRow } from "~/ipc/types";
import { formatCount, formatDate } from "~/lib/format";
import { m } from "~/lib/i18n.svelte";

const two = (part: number) => String(part).padStart(2, "0");

/** The day of an instant where the person is. */
function day(instant: string): string {
  const at = new Date(instant);
  return formatDate(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
}

/** What was sent or handed in last, and when. */
export function revisionWords({ number, status, made_at }: RevisionRow): string {
  const params = { number: formatCount(number), date: day(made_at) };
  return status === "submitted" ? m.revision_submitted(params) : m.revision_sent(params);
}

/** A revision in a choice. */
export function revisionOption({ number, status, made_at }: RevisionRow): string {
  const params = { number: formatCount(number), date: day(made_at) };
  return status === "submitted" ? m.revision_option_submitted(params) : m.revision_option_sent(params);
}
