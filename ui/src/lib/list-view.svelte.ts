/** What a person searched, sorted and filtered in a list; it stands when the list is opened again. */
export class ListView {
  text = $state("");
  sort = $state.raw({ by: "", descending: false });
  owner = $state<string | null>(null);
  status = $state<string | null>(null);
}

const views = new Map<string, ListView>();

/** The view of the list of this name, the same one for the whole session. */
export function listView(name: string): ListView {
  let view = views.get(name);
  if (!view) {
    view = new ListView();
    views.set(name, view);
  }
  return view;
}
