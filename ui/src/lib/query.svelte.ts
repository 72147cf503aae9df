import { untrack } from "svelte";
import { commands } from "~/ipc/commands";
import { type AppError, asAppError, call, type CommandName, observeCalls, type Request, type Response } from "./rpc";

/** A skeleton is shown only when an answer takes longer than this, in milliseconds. */
export const SKELETON_AFTER = 100;

const REMEMBERED = 60;
const remembered = new Map<string, unknown>();
const live = new Set<LiveQuery>();

interface LiveQuery {
  readonly reads: readonly string[];
  reload(): void;
}

const outdated = new Set<LiveQuery>();

/** Reads again what is still on the screen, once whoever wrote has shown the answer. */
function reloadSoon(entry: LiveQuery): void {
  if (outdated.size === 0) {
    setTimeout(() => {
      const now = [...outdated];
      outdated.clear();
      for (const one of now) if (live.has(one)) one.reload();
    });
  }
  outdated.add(entry);
}

function remember(key: string, value: unknown): void {
  remembered.delete(key);
  remembered.set(key, value);
  const oldest = remembered.keys().next().value;
  if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
}

/** Marks everything read under these tags as out of date; `*` means everything. */
export function invalidate(tags: readonly string[]): void {
  if (tags.length === 0) return;
  const all = tags.includes("*");
  for (const key of remembered.keys()) {
    const command = key.slice(0, key.indexOf(" ")) as CommandName;
    const reads: readonly string[] = commands[command].reads;
    if (all || reads.some((tag) => tags.includes(tag))) remembered.delete(key);
  }
  for (const entry of live) {
    if (all || entry.reads.some((tag) => tags.includes(tag))) reloadSoon(entry);
  }
}

observeCalls({
  started() {},
  finished(_command, writes, error) {
    if (!error) invalidate(writes);
  },
  changed: invalidate,
});

/** Calls `reload` whenever a command wrote one of these tags, for as long as the component lives. */
export function onInvalidated(reads: readonly string[], reload: () => void): void {
  $effect(() => {
    const entry = { reads, reload };
    live.add(entry);
    return () => live.delete(entry);
  });
}

/** The answer of a reading command that follows its request and every write that touches it. */
export interface Query<T> {
  /** The last answer; it stays while a newer one is fetched. */
  readonly data: T | undefined;
  readonly error: AppError | null;
  /** True once the first answer has been awaited longer than `SKELETON_AFTER`. */
  readonly slow: boolean;
  reload(): void;
}

/**
 * Reads a command while the component lives. `request` may depend on state; `null` asks nothing.
 * A remembered answer to the same request is shown at once and then renewed. `reads`: the tags it is renewed by, where
 * what is shown depends on fewer than the whole answer does.
 */
export function query<C extends CommandName>(
  command: C,
  request: () => Request<C> | null,
  reads: readonly string[] = commands[command].reads,
): Query<Response<C>> {
  let data = $state.raw<Response<C>>();
  let error = $state.raw<AppError | null>(null);
  let slow = $state(false);
  let round = 0;

  async function fetch(asked: Request<C>, key: string) {
    const mine = ++round;
    const timer = setTimeout(() => {
      if (mine === round && data === undefined) slow = true;
    }, SKELETON_AFTER);
    try {
      const answer = await call(command, asked);
      if (mine !== round) return;
      data = answer;
      error = null;
      remember(key, answer);
    } catch (thrown) {
      if (mine === round) error = asAppError(thrown);
    } finally {
      clearTimeout(timer);
      if (mine === round) slow = false;
    }
  }

  // A request that is written anew and says the same is not asked again.
  const key = $derived.by(() => {
    const asked = request();
    return asked === null ? null : `${command} ${JSON.stringify(asked)}`;
  });

  function refresh(fresh: boolean) {
    const asked = request();
    if (asked === null || key === null) {
      round += 1;
      data = undefined;
      error = null;
      return;
    }
    if (fresh) {
      const known = remembered.get(key) as Response<C> | undefined;
      if (known !== undefined) data = known;
    }
    void fetch(asked, key);
  }

  $effect.pre(() => {
    void key;
    untrack(() => refresh(true));
    return () => {
      round += 1;
    };
  });
  onInvalidated(reads, () => untrack(() => refresh(false)));

  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get slow() {
      return slow;
    },
    reload: () => untrack(() => refresh(false)),
  };
}
