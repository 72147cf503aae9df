/** A measured time in milliseconds. */
export type Sample = number;

/**
 * What runs inside the page. "Painted" is the first animation frame, and the message behind it, after the change of the
 * page that shows the saved result: handlers, the way to the core and back, style, layout and paint are in it.
 */
export const CLOCK = `
  const done = arguments[arguments.length - 1];
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  // One channel for all frames: WebKit keeps each that was made, and slows down by them.
  const channel = new MessageChannel();
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    channel.port1.onmessage = () => resolve(performance.now());
    channel.port2.postMessage(0);
  }));
  const changed = (target, test) => new Promise((resolve, reject) => {
    const limit = setTimeout(() => { observer.disconnect(); reject(new Error("nothing changed: " + test)); }, 10000);
    const look = () => { if (test()) { clearTimeout(limit); observer.disconnect(); resolve(); } };
    const observer = new MutationObserver(look);
    observer.observe(target, { childList: true, characterData: true, subtree: true, attributes: true });
    look();
  });
  const key = (target, name) => target.dispatchEvent(new KeyboardEvent("keydown", { key: name, code: name, bubbles: true, cancelable: true }));
  const run = (body) => body().then(done, (error) => done({ error: String(error && error.stack || error) }));
`;

const GRID = `const grid = () => document.querySelector("[data-testid=quote-grid]");
  const cell = (row, column) => grid()?.querySelector("[data-row='" + row + "'] [data-column='" + column + "']");`;

/** Scripts that answer with samples. */
export const painted = {
  /** arguments: id of the quote, number of its rows. */
  open: `${GRID}
    const [id, rows] = arguments;
    run(async () => {
      const samples = [];
      for (let i = 0; i < 24; i += 1) {
        location.hash = "#/quotes";
        await changed(document.body, () => document.querySelector("[data-testid=quote-new]") && !grid());
        await pause(150);
        const started = performance.now();
        location.hash = "#/quotes/" + id;
        await changed(document.body, () => cell(0, "name")?.textContent);
        samples.push(await frame() - started);
        await changed(document.body, () => Number(grid()?.getAttribute("aria-rowcount") ?? grid()?.querySelector("[aria-rowcount]")?.getAttribute("aria-rowcount")) > rows);
        await pause(100);
      }
      return samples.slice(2);
    });`,

  /** arguments: number of edits. Types a quantity and waits for the total. */
  edit: `${GRID}
    const [count] = arguments;
    run(async () => {
      const samples = [];
      const gross = document.querySelector("[data-testid=totals-gross]");
      for (let i = 0; i < count; i += 1) {
        const row = 2 + i % 12;
        const target = cell(row, "quantity");
        target.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0, pointerType: "mouse", isPrimary: true }));
        target.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, button: 0 }));
        target.focus();
        await pause(60 + i * 7 % 40);
        key(document.activeElement, "F2");
        await changed(document.body, () => document.querySelector("[data-testid=cell-editor]"));
        const editor = document.querySelector("[data-testid=cell-editor]");
        const input = editor.matches("input") ? editor : editor.querySelector("input");
        input.value = String(100 + i);
        input.dispatchEvent(new InputEvent("input", { bubbles: true, data: String(100 + i), inputType: "insertText" }));
        await pause(30 + i * 11 % 33);
        const before = gross.textContent;
        const started = performance.now();
        key(input, "Enter");
        await changed(gross, () => gross.textContent !== before);
        samples.push(await frame() - started);
      }
      return samples.slice(4);
    });`,

  /** arguments: number of key presses. */
  arrows: `${GRID}
    const [count] = arguments;
    run(async () => {
      const samples = [];
      for (let i = 0; i < count; i += 1) {
        await pause(20 + i * 13 % 33);
        const started = performance.now();
        key(document.activeElement, "ArrowDown");
        samples.push(await frame() - started);
      }
      return samples.slice(4);
    });`,

  /** Types into the search of the products. */
  search: `
    run(async () => {
      location.hash = "#/products";
      await changed(document.body, () => document.querySelector("[data-testid=list-search]") && document.querySelector("main [role=gridcell]"));
      const input = document.querySelector("[data-testid=list-search]");
      const total = () => document.querySelector("[data-testid=list-total]")?.textContent + document.querySelector("main [role=gridcell]")?.parentElement.textContent;
      const samples = [];
      for (const text of ["к", "фл", "кран", "0045", "dn50 pn16", "болт исп. 99", "подш", "клапан 40", "датчик dn2", "099", "задвижка", "фильтр 12", "x9y", "ди", "исп. 7", "кр dn1"]) {
        for (const typed of [text, ""]) {
          await pause(120);
          const before = total();
          const started = performance.now();
          input.value = typed;
          input.dispatchEvent(new InputEvent("input", { bubbles: true, data: typed, inputType: "insertText" }));
          await changed(document.body, () => total() !== before);
          const shown = await frame() - started;
          if (typed) samples.push(shown);
        }
      }
      return samples.slice(1);
    });`,

  /** arguments: pixels a frame, number of frames. Answers the time from frame to frame while the rows scroll. */
  scroll: `${GRID}
    const [step, frames] = arguments;
    run(async () => {
      const scroller = grid().closest(".scroller") ?? grid().parentElement;
      scroller.scrollTop = 0;
      await pause(300);
      const samples = [];
      const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
      let before = await next();
      for (let i = 0; i < frames; i += 1) {
        scroller.scrollTop += step;
        const now = await next();
        samples.push(now - before);
        before = now;
      }
      return samples.slice(2);
    });`,

  /** arguments: rows, times. Pastes so many rows of eight columns over the first ones; no value stays as it was. */
  paste: `${GRID}
    const [rows, times] = arguments;
    run(async () => {
      const samples = [];
      const gross = document.querySelector("[data-testid=totals-gross]");
      for (let i = 0; i < times; i += 1) {
        grid().closest(".scroller").scrollTop = 0;
        await pause(200);
        const target = cell(0, "article");
        target.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, button: 0, pointerType: "mouse", isPrimary: true }));
        target.dispatchEvent(new PointerEvent("pointerup", { bubbles: true, button: 0, pointerType: "mouse", isPrimary: true }));
        target.focus();
        const text = Array.from({ length: rows }, (_, at) => [
          "N" + i + "-" + at, "Фланец " + i + " DN" + at % 300, "Morvent", "шт", 1 + (at + i) % 90, (100 + at + i) + ",50", (i + at) % 20 + "%", "22%",
        ].join("\\t")).join("\\r\\n");
        await pause(300);
        const before = gross.textContent;
        const started = performance.now();
        const data = new DataTransfer();
        data.setData("text/plain", text);
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        // The sums change when the core has answered, which is when the rows are saved.
        await changed(gross, () => gross.textContent !== before);
        samples.push(await frame() - started);
      }
      return samples.slice(1);
    });`,

  /** arguments: id of the quote, how often. Opens and leaves a quote; answers nothing worth having. */
  opens: `${GRID}
    const [id, times] = arguments;
    run(async () => {
      // Asked frame by frame: an observer would hold on to every node of every page.
      const until = async (test) => { while (!test()) await frame(); };
      for (let i = 0; i < times; i += 1) {
        location.hash = "#/quotes/" + id;
        await until(() => cell(0, "name")?.textContent);
        location.hash = "#/quotes";
        await until(() => document.querySelector("[data-testid=quote-new]") && !grid());
      }
      return [0];
    });`,
};
