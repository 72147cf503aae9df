/** A cell by what it stands for, so that an edit survives rows that move meanwhile. */
export interface CellName {
  row: string;
  column: string;
}

/** Where the focus goes when an edit is over. */
export type After = "stay" | "up" | "down" | "left" | "right" | "next" | "previous" | "insert_row" | "leave";

/** Where an edit stands. */
export type EditState =
  | { phase: "idle" }
  | {
      phase: "editing";
      cell: CellName;
      /** What stands in the editor. */
      text: string;
      /** What the cell held before; leaving it so saves nothing. */
      initial: string;
      /** Begun by typing over the cell: arrow keys then leave the editor instead of moving the caret. */
      overwrites: boolean;
      /** Why the text was refused. */
      fault: string | null;
      /** What the cell has come to hold meanwhile, from elsewhere; nothing is saved over it unasked. */
      theirs: string | null;
    }
  | { phase: "saving"; cell: CellName; text: string; initial: string; overwrites: boolean; after: After };

/** What happens to an edit. */
export type EditEvent =
  | { on: "begin"; cell: CellName; text: string; initial: string; overwrites: boolean; fault: string | null }
  | { on: "input"; text: string }
  /** Arrow keys are to move the caret from now on. */
  | { on: "caret" }
  /** The cell itself may hold something else now. */
  | { on: "changed"; text: string }
  /** The person keeps the typed text in place of what came from elsewhere. */
  | { on: "keep" }
  | { on: "commit"; after: After }
  | { on: "refused"; message: string }
  | { on: "saved" }
  | { on: "released" }
  | { on: "cancel" };

/** What the grid has to do after a step. */
export type EditEffect =
  /** Save the text; answer with `saved`, `refused` or, when it takes too long, `released`. */
  | { effect: "save"; cell: CellName; text: string; after: After }
  /** Close the editor and move the focus. */
  | { effect: "close"; cell: CellName; after: After }
  /** The cell goes on showing the text while it is being saved. */
  | { effect: "show_pending"; cell: CellName; text: string }
  /** Ask whether the typed text or the one from elsewhere is to stand. */
  | { effect: "ask" }
  /** Leave the text in the cell, not saved. */
  | { effect: "set_aside"; cell: CellName; text: string; theirs: string }
  /** The text was given up. */
  | { effect: "forget"; cell: CellName };

/** An edit and what is to be done now. */
export interface EditStep {
  state: EditState;
  effects: EditEffect[];
}

export const IDLE: EditState = { phase: "idle" };

const none = (state: EditState): EditStep => ({ state, effects: [] });

/** Takes an edit one event further. Events that have no place in a phase change nothing. */
export function step(state: EditState, event: EditEvent): EditStep {
  switch (event.on) {
    case "begin":
      if (state.phase !== "idle") return none(state);
      return none({
        phase: "editing",
        cell: event.cell,
        text: event.text,
        initial: event.initial,
        overwrites: event.overwrites,
        fault: event.fault,
        theirs: null,
      });
    case "input":
      return state.phase === "editing" ? none({ ...state, text: event.text, fault: null }) : none(state);
    case "caret":
      return state.phase === "editing" ? none({ ...state, overwrites: false }) : none(state);
    case "changed":
      return state.phase === "editing" ? none(changed(state, event.text)) : none(state);
    case "keep":
      if (state.phase !== "editing" || state.theirs === null) return none(state);
      return none({ ...state, initial: state.theirs, theirs: null });
    case "commit":
      return commit(state, event.after);
    case "refused":
      if (state.phase !== "saving") return none(state);
      return none({
        phase: "editing",
        cell: state.cell,
        text: state.text,
        initial: state.initial,
        overwrites: false,
        fault: event.message,
        theirs: null,
      });
    case "saved":
      if (state.phase !== "saving") return none(state);
      return { state: IDLE, effects: [{ effect: "close", cell: state.cell, after: state.after }] };
    case "released":
      if (state.phase !== "saving") return none(state);
      return {
        state: IDLE,
        effects: [
          { effect: "show_pending", cell: state.cell, text: state.text },
          { effect: "close", cell: state.cell, after: state.after },
        ],
      };
    case "cancel":
      if (state.phase !== "editing") return none(state);
      return {
        state: IDLE,
        effects: [
          { effect: "forget", cell: state.cell },
          { effect: "close", cell: state.cell, after: "stay" },
        ],
      };
  }
}

type Typing = Extract<EditState, { phase: "editing" }>;

/** Another value under the editor: it shows at once where nothing was typed, and beside the typed text otherwise. */
function changed(state: Typing, text: string): Typing {
  if (text === (state.theirs ?? state.initial)) return state;
  if (state.text === state.initial) return { ...state, text, initial: text, theirs: null };
  if (text === state.initial) return { ...state, theirs: null };
  return state.text === text ? { ...state, initial: text, theirs: null } : { ...state, theirs: text };
}

function commit(state: EditState, after: After): EditStep {
  if (state.phase !== "editing") return none(state);
  const { cell, text, initial, overwrites, theirs } = state;
  if (theirs !== null && after !== "leave") return { state, effects: [{ effect: "ask" }] };
  if (theirs !== null) return { state: IDLE, effects: [{ effect: "set_aside", cell, text, theirs }] };
  if (text === initial) {
    return {
      state: IDLE,
      effects: [
        { effect: "forget", cell },
        { effect: "close", cell, after },
      ],
    };
  }
  return {
    state: { phase: "saving", cell, text, initial, overwrites, after },
    effects: [{ effect: "save", cell, text, after }],
  };
}
