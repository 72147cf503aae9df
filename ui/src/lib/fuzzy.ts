/** Letters that share a key on the Russian layout, so that a word typed in the wrong layout is still found. */
const LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбюё";

function otherLayout(text: string): string {
  return [...text]
    .map((letter) => {
      const latin = LATIN.indexOf(letter);
      if (latin >= 0) return CYRILLIC[latin] ?? letter;
      const cyrillic = CYRILLIC.indexOf(letter);
      return cyrillic >= 0 ? (LATIN[cyrillic] ?? letter) : letter;
    })
    .join("");
}

/** A text as searches compare it: case and ё do not matter. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll("ё", "е").normalize("NFC");
}

/** How well `word` stands in `text`: the whole word at a word start is best, scattered letters worst; 0 is not at all. */
function scoreWord(word: string, text: string): number {
  const at = text.indexOf(word);
  if (at >= 0) {
    const starts = at === 0 || /[\s\-–/.,«"(]/.test(text[at - 1] ?? "");
    return (starts ? 100 : 60) - Math.min(at, 20) / 10;
  }
  return word.length >= 3 ? Math.max(scattered(word, text), mistyped(word, text)) : 0;
}

/** All letters in order, close together, beginning at a word start. */
function scattered(word: string, text: string): number {
  let from = 0;
  let first = -1;
  for (const letter of word) {
    const found = text.indexOf(letter, from);
    if (found < 0) return 0;
    if (first < 0) first = found;
    from = found + 1;
  }
  const spread = from - first - word.length;
  return spread > word.length * 2 ? 0 : 40 - Math.min(spread, 30);
}

/** The beginning of a word with one letter wrong, missing, too many, or two swapped. */
function mistyped(word: string, text: string): number {
  if (word.length < 4) return 0;
  const near = text.split(/[\s\-–/.,«»"()]+/).some((other) => {
    for (const length of [word.length - 1, word.length, word.length + 1]) {
      if (other.length >= length && withinOneEdit(word, other.slice(0, length))) return true;
    }
    return false;
  });
  return near ? 30 : 0;
}

function withinOneEdit(a: string, b: string): boolean {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const restA = a.length - head - tail;
  const restB = b.length - head - tail;
  if (restA <= 1 && restB <= 1) return true;
  return restA === 2 && restB === 2 && a[head] === b[head + 1] && a[head + 1] === b[head];
}

function scoreIn(query: string, text: string): number {
  let sum = 0;
  for (const word of query.split(/\s+/)) {
    const score = scoreWord(word, text);
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

/**
 * How well a query matches any of the texts; 0 means it does not. Case, ё and the keyboard layout do not
 * matter, and from four letters on one slip of the finger is forgiven.
 */
export function fuzzyScore(query: string, texts: readonly string[]): number {
  const asked = fold(query.trim());
  if (asked === "") return 1;
  const swapped = otherLayout(asked);
  let best = 0;
  for (const text of texts) {
    const folded = fold(text);
    best = Math.max(best, scoreIn(asked, folded), scoreIn(swapped, folded) - 1);
  }
  return best;
}
