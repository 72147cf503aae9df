/** The keyboard has the keys of a Mac. */
export const mac: boolean = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
