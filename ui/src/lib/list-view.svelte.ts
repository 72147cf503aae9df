import type { Sort } from "~/components/table";

/** What a person searched, sorted and filtered in a list; it stands when the list is opened again. */
export class ListView {
  text = $state("");
  owner = $state<string | null>(null);
  status = $state<string | null>(null);
  readonly #resting: Sort;
  #sort = $state.raw() as Sort;

  constructor(resting: Sort) {
    this.#resting = resting;
    this.#sort = resting;
  }

  get sort(): Sort {
    return this.#sort;
  }

  /** A sort by nothing is the one the list rests on. */
  set sort(next: Sort) {
    this.#sort = next.by === "" ? this.#resting : next;
  }
}

const views = new Map<string, ListView>();

/** The view of the list of this name, the same one for the whole session. `resting` is the sort of a list nobody sorted. */
export function listView(name: string, resting: Sort = { by: "", descending: false }): ListView {
  let view = views.get(name);
  if (!view) {
    view = new ListView(resting);
    views.set(name, view);
  }
  return view;
}
