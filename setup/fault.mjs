/**
 * A fault that a person can put right: one Chinese sentence with the way out, and the same in short English.
 * Whoever catches it prints both and leaves with exit code 1; the stack is of no use to the reader.
 */
export class SetupFault extends Error {
  /** @param {{zh: string, en: string}} words one of the sentences of words.mjs */
  constructor(words, options) {
    super(words.en, options)
    this.name = 'SetupFault'
    this.words = words
  }
}
