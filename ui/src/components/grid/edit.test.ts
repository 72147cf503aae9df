import { expect, test } from "vitest";
import { type EditEvent, type EditState, IDLE, step } from "./edit";

const cell = { row: "r1", column: "quantity" };
const begin: EditEvent = { on: "begin", cell, text: "5", initial: "5", overwrites: false, fault: null };

/** Runs events from rest; answers the last phase and all effects as short texts. */
function run(events: EditEvent[]): { state: EditState; effects: string[] } {
  let state: EditState = IDLE;
  const effects: string[] = [];
  for (const event of events) {
    const next = step(state, event);
    state = next.state;
    for (const e of next.effects) effects.push("after" in e ? `${e.effect} ${e.after}` : e.effect);
  }
  return { state, effects };
}

function check(events: EditEvent[], phase: EditState["phase"], effects: string[]) {
  const result = run(events);
  expect(result.state.phase).toBe(phase);
  expect(result.effects).toEqual(effects);
}

const typed: EditEvent = { on: "input", text: "7" };
const enter: EditEvent = { on: "commit", after: "down" };

test("an edit is saved and the editor closes when it is", () => {
  check([begin], "editing", []);
  check([begin, typed, enter], "saving", ["save down"]);
  check([begin, typed, enter, { on: "saved" }], "idle", ["save down", "close down"]);
});

test("F2 ends typing over: the arrow keys are for the caret", () => {
  expect(run([{ ...begin, overwrites: true }, typed, { on: "caret" }]).state).toMatchObject({ phase: "editing", text: "7", overwrites: false });
  check([{ on: "caret" }], "idle", []);
});

test("an unchanged text saves nothing", () => {
  check([begin, enter], "idle", ["forget", "close down"]);
  check([begin, typed, { on: "input", text: "5" }, enter], "idle", ["forget", "close down"]);
});

test("a restored text differs from the cell and is saved", () => {
  check([{ on: "begin", cell, text: "7", initial: "5", overwrites: false, fault: null }, enter], "saving", ["save down"]);
});

test("Escape gives the text up", () => {
  check([begin, typed, { on: "cancel" }], "idle", ["forget", "close stay"]);
});

test("a refused text stays in the editor with its message until it is changed", () => {
  const refused = run([begin, typed, enter, { on: "refused", message: "too much" }]);
  expect(refused.state).toMatchObject({ phase: "editing", text: "7", fault: "too much", overwrites: false });
  const changed = run([begin, typed, enter, { on: "refused", message: "too much" }, { on: "input", text: "8" }]);
  expect(changed.state).toMatchObject({ phase: "editing", text: "8", fault: null });
});

test("when saving takes long the cell shows the text and the person goes on", () => {
  check([begin, typed, enter, { on: "released" }], "idle", ["save down", "show_pending", "close down"]);
  check([begin, typed, enter, { on: "released" }, { on: "saved" }], "idle", ["save down", "show_pending", "close down"]);
});

test("events out of place change nothing", () => {
  check([typed], "idle", []);
  check([enter], "idle", []);
  check([begin, { on: "saved" }], "editing", []);
  check([begin, typed, enter, typed], "saving", ["save down"]);
  check([begin, typed, enter, { on: "cancel" }], "saving", ["save down"]);
  check([begin, { ...begin, cell: { row: "r2", column: "x" } }], "editing", []);
});

const elsewhere = (text: string): EditEvent => ({ on: "changed", text });
const keep: EditEvent = { on: "keep" };

test("a value from elsewhere never eats what is typed, and is never overwritten unasked", () => {
  expect(run([begin, typed, elsewhere("9")]).state).toMatchObject({ phase: "editing", text: "7", theirs: "9" });
  check([begin, typed, elsewhere("9"), enter], "editing", ["ask"]);
  check([begin, typed, elsewhere("9"), enter, keep, enter], "saving", ["ask", "save down"]);
  check([begin, typed, elsewhere("9"), { on: "cancel" }], "idle", ["forget", "close stay"]);
  check([begin, typed, elsewhere("9"), { on: "commit", after: "leave" }], "idle", ["set_aside"]);
});

test("a value from elsewhere that decides nothing asks nothing", () => {
  expect(run([begin, elsewhere("9")]).state).toMatchObject({ text: "9", initial: "9", theirs: null });
  expect(run([begin, typed, elsewhere("9"), elsewhere("5")]).state).toMatchObject({ text: "7", initial: "5", theirs: null });
  expect(run([begin, typed, elsewhere("7")]).state).toMatchObject({ text: "7", initial: "7", theirs: null });
  check([begin, keep], "editing", []);
  check([elsewhere("9")], "idle", []);
});
