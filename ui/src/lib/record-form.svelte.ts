import { leaveField } from "./field";
import { type AppError, asAppError, call } from "./rpc";

export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

/** Where a form sends what was typed. */
export interface RecordTarget {
  /** Name under which refused values outlive the page: `customer/<id>`. */
  place: string;
  /** The row as it is stored; empty for a row that is being made. */
  saved: () => Readonly<Record<string, unknown>>;
  /** Stores some fields, or makes the row. */
  save: (set: Values) => Promise<void>;
}

/**
 * A form that stores each field when the person is done with it. What the core refuses stays in its field with
 * the reason, is kept as a draft, and is sent again together with the next field: a BIC and an account
 * that only fit each other are refused one by one and taken together.
 */
export class RecordForm {
  #target: RecordTarget;
  #unsaved = $state.raw<Values>({});
  #errors = $state.raw<Record<string, AppError>>({});
  /** An error that belongs to no field. */
  failure = $state.raw<AppError | null>(null);
  /** A new row is being stored. */
  busy = $state(false);
  /** Fields with a text that is not what they hold: it stands in the field and not in the form. */
  #unreadable = new Set<string>();
  #discarded = false;
  /** The draft as it was last sent; the next one waits for it. */
  #kept: Promise<void> = Promise.resolve();

  constructor(target: RecordTarget) {
    this.#target = target;
    void this.#restore();
  }

  /** What stands in the field: what was typed, or what is stored. */
  value(field: string): Value {
    if (field in this.#unsaved) return this.#unsaved[field] ?? null;
    const saved = this.#target.saved()[field];
    return typeof saved === "string" || typeof saved === "number" || typeof saved === "boolean" ? saved : null;
  }

  /** Why the value in the field was refused. */
  error(field: string): AppError | null {
    return this.#errors[field] ?? null;
  }

  /** Whether anything typed is not stored. */
  get dirty(): boolean {
    return Object.keys(this.#unsaved).length > 0;
  }

  /** Keeps a value without storing it: for a row that is being made. */
  hold(field: string, value: Value): void {
    this.#discarded = false;
    this.#unsaved = { ...this.#unsaved, [field]: value };
    this.#forgetError(field);
    this.#keep();
  }

  /** Says whether the text in a field can be read; a new row waits until all of them can. */
  setReadable(field: string, readable: boolean): void {
    if (readable) this.#unreadable.delete(field);
    else this.#unreadable.add(field);
  }

  /** Forgets what was typed, and its draft. */
  discard(): void {
    leaveField();
    this.#discarded = true;
    this.#unreadable.clear();
    this.#unsaved = {};
    this.#errors = {};
    this.failure = null;
    this.#keep();
  }

  /** Stores a field, with whatever was refused before it. */
  async commit(field: string, value: Value): Promise<void> {
    this.#unsaved = { ...this.#unsaved, [field]: value };
    this.#forgetError(field);
    const all = this.#unsaved;
    const refusal = await this.#try(all);
    if (!refusal) return;
    // An older refused value must not hold this one back.
    const alone = Object.keys(all).length > 1 && refusal.field !== field;
    if (alone && !(await this.#try({ [field]: value }))) return;
    this.#refuse(refusal, field);
    this.#keep();
  }

  /**
   * Stores everything that was typed, as a new row needs it. True when it is stored and still wanted here; false too
   * while it is being stored or a number cannot be read.
   */
  async submit(firstField: string): Promise<boolean> {
    if (this.busy) return false;
    leaveField();
    if (this.#unreadable.size > 0) return false;
    this.busy = true;
    const refusal = await this.#try(this.#unsaved);
    this.busy = false;
    if (this.#discarded) return false;
    if (refusal) this.#refuse(refusal, firstField);
    return refusal === null;
  }

  async #try(set: Values): Promise<AppError | null> {
    try {
      await this.#target.save(set);
    } catch (thrown) {
      return asAppError(thrown);
    }
    const rest = { ...this.#unsaved };
    for (const [field, value] of Object.entries(set)) {
      if (rest[field] === value) delete rest[field];
    }
    this.#unsaved = rest;
    this.#errors = Object.fromEntries(Object.entries(this.#errors).filter(([field]) => field in rest));
    this.failure = null;
    this.#keep();
    return null;
  }

  #refuse(error: AppError, field: string): void {
    if (error.field === null && !error.code.startsWith("E2")) this.failure = error;
    else this.#errors = { ...this.#errors, [error.field ?? field]: error };
  }

  #forgetError(field: string): void {
    const { [field]: _, ...others } = this.#errors;
    this.#errors = others;
  }

  #keep(): void {
    const text = this.dirty ? JSON.stringify(this.#unsaved) : "";
    const { place } = this.#target;
    this.#kept = this.#kept
      .then(async () => void (await call("draft.set", { place, text })))
      .catch((thrown: unknown) => {
        this.failure = asAppError(thrown);
      });
  }

  async #restore(): Promise<void> {
    try {
      const { drafts } = await call("draft.list", { prefix: this.#target.place });
      const text = drafts.find((draft) => draft.place === this.#target.place)?.text;
      if (text && !this.#discarded) this.#unsaved = { ...(JSON.parse(text) as Values), ...this.#unsaved };
    } catch (thrown) {
      this.failure = asAppError(thrown);
    }
  }
}
