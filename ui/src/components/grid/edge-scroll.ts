/** How near to the edge of a view a dragged pointer scrolls it, in pixels. */
const EDGE = 14;
/** The most pixels a frame. */
const FASTEST = 40;

/** How far a view from one edge to another scrolls in a frame when a pointer is dragged to its edge or past it. */
export function pull(at: number, from: number, to: number): number {
  const past = Math.min(0, at - from - EDGE) + Math.max(0, at - to + EDGE);
  return Math.sign(past) * Math.min(FASTEST, Math.ceil(Math.abs(past) / 2));
}

/** The point of a view that is nearest to a pointer. */
export function inside(at: number, from: number, to: number): number {
  return Math.max(from + 1, Math.min(at, to - 1));
}

/** Scrolls a view while a pointer is dragged near its edge, and tells what is under the pointer then. */
export class EdgeScroll {
  #at: { x: number; y: number } | null = null;
  #frame: number | undefined;

  /** `head`: what stands over the top of the view, in pixels. */
  constructor(
    private readonly view: () => { element: HTMLElement; head: number } | null,
    private readonly onscroll: (under: Element, y: number) => void,
  ) {}

  /** The pointer is there now. */
  follow({ clientX: x, clientY: y }: PointerEvent): void {
    this.#at = { x, y };
    this.#tell();
    if (this.#frame === undefined) this.#frame = requestAnimationFrame(this.#scroll);
  }

  stop(): void {
    this.#at = null;
  }

  #box(): { left: number; right: number; top: number; bottom: number; element: HTMLElement } | null {
    const view = this.view();
    if (!view) return null;
    const { element, head } = view;
    const { left, top } = element.getBoundingClientRect();
    return { element, left, right: left + element.clientWidth, top: top + head, bottom: top + element.clientHeight };
  }

  #tell(): void {
    const box = this.#box();
    if (!this.#at || !box) return;
    const y = inside(this.#at.y, box.top, box.bottom);
    const under = document.elementFromPoint(inside(this.#at.x, box.left, box.right), y);
    if (under) this.onscroll(under, y);
  }

  readonly #scroll = (): void => {
    this.#frame = undefined;
    const box = this.#box();
    if (!this.#at || !box) return;
    const by = { left: pull(this.#at.x, box.left, box.right), top: pull(this.#at.y, box.top, box.bottom) };
    if (by.left === 0 && by.top === 0) return;
    box.element.scrollBy(by);
    this.#tell();
    this.#frame = requestAnimationFrame(this.#scroll);
  };
}
