/** A question before something that cannot be undone. */
export interface Question {
  title: string;
  text: string;
  /** What the button that does it says. */
  action: string;
}

class Confirmation {
  asked = $state.raw<(Question & { answer: (yes: boolean) => void }) | null>(null);
}

export const confirmation = new Confirmation();

/** Asks; resolves to whether the person agreed. Escape is no, Enter is yes. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) => {
    confirmation.asked = {
      ...question,
      answer(yes) {
        confirmation.asked = null;
        resolve(yes);
      },
    };
  });
}
