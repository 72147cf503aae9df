import type { PagedList } from "./list.svelte";
import type { Query } from "./query.svelte";

/** What a query answers with as a list for a table: everything is there at once, nothing is loaded on. */
export function wholeList<A, T>(
  view: Query<A>,
  rowsOf: (answer: A) => readonly T[],
  question: () => string = () => "",
): PagedList<T> {
  const rows = $derived(view.data === undefined ? [] : rowsOf(view.data));
  return {
    get rows() {
      return rows;
    },
    get total() {
      return view.data === undefined ? null : rows.length;
    },
    totalIsMinimum: false,
    get error() {
      return view.error;
    },
    get slow() {
      return view.slow;
    },
    get question() {
      return question();
    },
    reach() {},
    reload: () => view.reload(),
  };
}
