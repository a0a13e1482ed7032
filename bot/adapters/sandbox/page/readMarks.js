/* global localStorage */

const KEY = 'yimin.sandbox.read'

/** @returns {Record<string, number>} */
function load() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}')
  } catch {
    return {}
  }
}

/** How far each person has read each conversation, kept in this browser only. */
export class ReadMarks {
  #marks = load()

  /** @param {string} personId @param {string} conversationId @returns {number} seq of the newest message read; 0 for none */
  get(personId, conversationId) {
    return this.#marks[`${personId} ${conversationId}`] ?? 0
  }

  /** @param {string} personId @param {string} conversationId @param {number} seq */
  set(personId, conversationId, seq) {
    this.#marks[`${personId} ${conversationId}`] = seq
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#marks))
    } catch {
      // A browser that keeps nothing only forgets badges.
    }
  }
}
