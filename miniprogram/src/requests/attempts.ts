import { newIdempotencyKey } from '../api/idempotencyKey.ts'

export interface Attempt {
  text: string
  about?: string
  key: string
}

/** Remembers under which key each place of the page last tried which words: the same words again are a retry. */
export class Attempts {
  private readonly tried = new Map<string, Attempt>()

  /** The key for these words: the old one for a retry, a new one for anything else. */
  async begin(at: string, text: string, about: string | undefined): Promise<Attempt> {
    const before = this.tried.get(at)
    if (before !== undefined && before.text === text && before.about === about) return before
    const attempt = { text, about, key: await newIdempotencyKey() }
    this.tried.set(at, attempt)
    return attempt
  }

  /** Takes up an attempt of an earlier visit. */
  resume(at: string, attempt: Attempt): this {
    this.tried.set(at, attempt)
    return this
  }

  /** It is known what became of the words. */
  settle(at: string): void {
    this.tried.delete(at)
  }
}
