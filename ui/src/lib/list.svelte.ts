import { untrack } from "svelte";
import { commands } from "~/ipc/commands";
import type { ListQuery, Page } from "~/ipc/types";
import { onInvalidated, SKELETON_AFTER } from "./query.svelte";
import { type AppError, asAppError, call, type CommandName, type Request, type Response } from "./rpc";

/** Rows asked for at once while scrolling. */
export const PAGE = 200;
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

/** Reads a list page by page while the component lives; follows its filter and every write that touches it. */
export function pagedList<C extends ListCommand>(command: C, filter: () => Filter): PagedList<RowOf<C>> {
  let rows = $state.raw<RowOf<C>[]>([]);
  let total = $state.raw<number | null>(null);
  let totalIsMinimum = $state.raw(false);
  let error = $state.raw<AppError | null>(null);
  let slow = $state(false);
  let question = $state.raw("");
  let next: string | null = null;
  let round = 0;
  let loading = false;
  let wanted = 0;

  async function ask(after: string | null, limit: number): Promise<Page<RowOf<C>>> {
    const asked: Partial<ListQuery> = { ...filter(), after, limit };
    return (await call(command, asked as Request<C>)) as Page<RowOf<C>>;
  }

  function take(page: Page<RowOf<C>>, before: RowOf<C>[]) {
    rows = before.length > 0 ? [...before, ...page.rows] : page.rows;
    total = page.total;
    totalIsMinimum = page.total_is_minimum;
    next = page.next;
    error = null;
    // The next frame shows the rows: with the start of the process this is the time to a usable list.
    if (performance.getEntriesByName(LIST_PAINTED).length === 0) requestAnimationFrame(() => performance.mark(LIST_PAINTED));
  }

  async function load(asked: string) {
    const mine = ++round;
    loading = true;
    const timer = setTimeout(() => {
      if (mine === round && total === null) slow = true;
    }, SKELETON_AFTER);
    try {
      const page = await ask(null, Math.min(MOST, Math.max(PAGE, asked === question ? rows.length : 0)));
      if (mine !== round) return;
      take(page, []);
      if (asked !== question) wanted = 0;
      question = asked;
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
      const page = await ask(next, PAGE);
      if (mine === round) take(page, rows);
    } catch (thrown) {
      if (mine !== round) return;
      error = asAppError(thrown);
      next = null;
    } finally {
      if (mine === round) loading = false;
    }
    return more(mine);
  }

  $effect.pre(() => {
    const asked = JSON.stringify(filter());
    untrack(() => void load(asked));
  });
  $effect.pre(() => () => {
    round += 1;
  });

  function reload() {
    untrack(() => void load(JSON.stringify(filter())));
  }
  onInvalidated(commands[command].reads, reload);

  return {
    get rows() {
      return rows;
    },
    get total() {
      return total;
    },
    get totalIsMinimum() {
      return totalIsMinimum;
    },
    get error() {
      return error;
    },
    get slow() {
      return slow;
    },
    get question() {
      return question;
    },
    reach(index: number) {
      wanted = Math.max(index, wanted);
      void more(round);
    },
    reload,
  };
}
