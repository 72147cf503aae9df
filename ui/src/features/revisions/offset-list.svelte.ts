import { untrack } from "svelte";
import type { PagedList } from "~/lib/list.svelte";
import { onInvalidated, SKELETON_AFTER } from "~/lib/query.svelte";
import { type AppError, asAppError } from "~/lib/rpc";

/** A list that is asked for by the place of its rows, and the whole of its first answer. */
export interface OffsetList<A, T> extends PagedList<T> {
  readonly head: A | undefined;
}

/** One page of an answer. */
export interface OffsetPage<T> {
  lines: readonly T[];
  row_count: number;
}

/**
 * Reads a list by offsets while the component lives. `ask` may depend on state; what it depends on is named by
 * `question`, so that another question begins anew. `null` asks nothing.
 */
export function offsetList<A extends OffsetPage<T>, T>(
  question: () => string | null,
  ask: (offset: number) => Promise<A>,
  reads: readonly string[],
): OffsetList<A, T> {
  let head = $state.raw<A>();
  let rows = $state.raw<readonly T[]>([]);
  let error = $state.raw<AppError | null>(null);
  let slow = $state(false);
  let asked = $state.raw("");
  let round = 0;
  let loading = false;
  let wanted = 0;

  async function load() {
    const mine = ++round;
    const about = question();
    if (about === null) {
      head = undefined;
      rows = [];
      return;
    }
    loading = true;
    const timer = setTimeout(() => {
      if (mine === round && head === undefined) slow = true;
    }, SKELETON_AFTER);
    try {
      const answer = await ask(0);
      if (mine !== round) return;
      head = answer;
      rows = answer.lines;
      if (about !== asked) wanted = 0;
      asked = about;
      error = null;
    } catch (thrown) {
      if (mine === round) error = asAppError(thrown);
    } finally {
      clearTimeout(timer);
      if (mine === round) {
        slow = false;
        loading = false;
        void more(mine);
      }
    }
  }

  async function more(mine: number): Promise<void> {
    if (mine !== round || loading || !head || rows.length >= head.row_count || rows.length > wanted) return;
    loading = true;
    try {
      const answer = await ask(rows.length);
      if (mine !== round || answer.lines.length === 0) return;
      rows = [...rows, ...answer.lines];
    } catch (thrown) {
      if (mine === round) error = asAppError(thrown);
      return;
    } finally {
      if (mine === round) loading = false;
    }
    return more(mine);
  }

  $effect.pre(() => {
    void question();
    untrack(() => void load());
  });
  $effect.pre(() => () => {
    round += 1;
  });
  onInvalidated(reads, () => untrack(() => void load()));

  return {
    get head() {
      return head;
    },
    get rows() {
      return rows;
    },
    get total() {
      return head?.row_count ?? null;
    },
    totalIsMinimum: false,
    get error() {
      return error;
    },
    get slow() {
      return slow;
    },
    get question() {
      return asked;
    },
    reach(index: number) {
      wanted = Math.max(index, wanted);
      void more(round);
    },
    reload: () => untrack(() => void load()),
  };
}
