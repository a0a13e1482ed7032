import type { Item } from '@yimin/shared/language/frame'

/** What moderation looks at: the words that were said, and goods that were only filled into a field. */
export function wordsToJudge(text: string, items: readonly Item[] = []): string {
  const unsaid = items.map(({ name }) => name).filter((name) => !text.includes(name))
  return [text, ...unsaid].filter((part) => part !== '').join('，')
}
