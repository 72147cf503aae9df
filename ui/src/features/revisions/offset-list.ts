import { type Chunk, readOn } from "~/lib/list.svelte";

/** One page of an answer. */
interface OffsetPage<T> {
  lines: readonly T[];
  row_count: number;
}

/** Reads a list by the places of its rows; `first.answer` is the whole of its first answer. */
export function offsetList<A extends OffsetPage<T>, T>(question: () => string, ask: (offset: number) => Promise<A>, reads: readonly string[]) {
  return readOn<T, number, Chunk<T, number> & { answer: A }>(
    question,
    async (from) => {
      const answer = await ask(from ?? 0);
      const { lines: rows, row_count: total } = answer;
      const end = (from ?? 0) + rows.length;
      return { rows, next: rows.length > 0 && end < total ? end : null, total, totalIsMinimum: false, answer };
    },
    reads,
  );
}
