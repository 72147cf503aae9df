/** The new value, or the old one where both say the same: what is drawn from it is then not drawn again. */
export function unlessSame<T>(old: T, now: T): T {
  return JSON.stringify(old) === JSON.stringify(now) ? old : now;
}
