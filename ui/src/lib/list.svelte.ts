import { untrack } from "svelte";
import { commands } from "~/ipc/commands";
import type { ListQuery, Page } from "~/ipc/types";
import { onInvalidated, SKELETON_AFTER } from "./query.svelte";
import { type AppError, asAppError, call, type CommandName, type Request, type Response } from "./rpc";

/** Rows asked for at once. */
export const PAGE = 200;
/** Rows asked for first while somebody types what to look for: more than a screen shows. */
const GLANCE = 80;
/** The most the core gives at once. */
const MOST = 500;

/** The mark of the first list that was painted. */
const LIST_PAINTED = "list-painted";

/** The commands that answer with a page of rows. */
export type ListCommand = {
  [C in CommandName]: Response<C> extends Page<infer _> ? C : never;
}[CommandName];
export type RowOf<C extends ListCommand> = Response<C> extends Page<infer T> ? T : never;

/** What a list is asked for; the list itself fills in where to go on and how much to take. */
export type Filter = Partial<Omit<ListQuery, "after" | "limit">>;

/** The rows of a list, as many pages of it as have been scrolled through. */
export interface PagedList<T> {
  readonly rows: readonly T[];
  /** How many rows match in all, loaded or not; `null` before the first answer. */
  readonly total: number | null;
  readonly totalIsMinimum: boolean;
  readonly error: AppError | null;
  /** True once the first answer has been awaited longer than `SKELETON_AFTER`. */
  readonly slow: boolean;
  /** Changes when the rows answer another question, so that the table goes back to the top. */
  readonly question: string;
  /** Loads on until the row of this index is there or the list ends. */
  reach(index: number): void;
  reload(): void;
}

/** Some rows of a list, and where it goes on behind them; `null` at its end. */
export interface Chunk<T, Place> {
  rows: readonly T[];
  next: Place | null;
  total: number | null;
  totalIsMinimum: boolean;
}

/**
 * Reads rows while the component lives, as far as somebody looks. `ask` may depend on state; what it depends on is named
 * by `question`, so that another question begins anew. From the beginning it is told how many rows were there before.
 */
export function readOn<T, Place, C extends Chunk<T, Place>>(
  question: () => string,
  ask: (from: Place | null, before: number) => Promise<C>,
  reads: readonly string[],
): PagedList<T> & { readonly first: C | undefined } {
  let first = $state.raw<C>();
  let last = $state.raw<C>();
  let rows = $state.raw<readonly T[]>([]);
  let error = $state.raw<AppError | null>(null);
  let slow = $state(false);
  let answered = $state.raw("");
  let next: Place | null = null;
  let round = 0;
  let loading = false;
  let wanted = 0;

  async function load() {
    const asked = question();
    const mine = ++round;
    loading = true;
    const timer = setTimeout(() => {
      if (mine === round && first === undefined) slow = true;
    }, SKELETON_AFTER);
    try {
      const chunk = await ask(null, asked === answered ? rows.length : 0);
      if (mine !== round) return;
      first = last = chunk;
      ({ rows, next } = chunk);
      error = null;
      if (asked !== answered) wanted = 0;
      answered = asked;
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
    if (mine !== round || loading || next === null || rows.length > wanted) return;
    loading = true;
    try {
      const chunk = await ask(next, 0);
      if (mine !== round) return;
      last = chunk;
      rows = [...rows, ...chunk.rows];
      next = chunk.next;
      error = null;
    } catch (thrown) {
      if (mine !== round) return;
      error = asAppError(thrown);
      next = null;
    } finally {
      if (mine === round) loading = false;
    }
    return more(mine);
  }

  const reload = () => untrack(() => void load());
  $effect.pre(() => {
    void question();
    reload();
  });
  $effect.pre(() => () => {
    round += 1;
  });
  onInvalidated(reads, reload);

  return {
    get first() {
      return first;
    },
    get rows() {
      return rows;
    },
    get total() {
      return last?.total ?? null;
    },
    get totalIsMinimum() {
      return last?.totalIsMinimum ?? false;
    },
    get error() {
      return error;
    },
    get slow() {
      return slow;
    },
    get question() {
      return answered;
    },
    reach(index: number) {
      wanted = Math.max(index, wanted);
      void more(round);
    },
    reload,
  };
}

/** Reads a list page by page while the component lives; follows its filter and every write that touches it. */
export function pagedList<C extends ListCommand>(command: C, filter: () => Filter): PagedList<RowOf<C>> {
  async function ask(after: string | null, before: number): Promise<Chunk<RowOf<C>, string>> {
    const wanted = filter();
    const first = wanted.text ? GLANCE : PAGE;
    const limit = after === null ? Math.min(MOST, Math.max(first, before)) : PAGE;
    const asked: Partial<ListQuery> = { ...wanted, after, limit };
    const { rows, next, total, total_is_minimum } = (await call(command, asked as Request<C>)) as Page<RowOf<C>>;
    // The next frame shows the rows: with the start of the process this is the time to a usable list.
    if (performance.getEntriesByName(LIST_PAINTED).length === 0) requestAnimationFrame(() => performance.mark(LIST_PAINTED));
    return { rows, next, total, totalIsMinimum: total_is_minimum };
  }
  return readOn(() => JSON.stringify(filter()), ask, commands[command].reads);
}
