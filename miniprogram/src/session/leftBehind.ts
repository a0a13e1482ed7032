import { emptyBox } from '../photos/box.ts'
import { keep, keepFor, kept } from './keep.ts'

/** Forgets what whoever was here has left on this phone: words, choices, steps, photos, doors. */
export function forgetLeftBehind(): void {
  for (const name of ['draft', 'form', 'steps', 'way', 'whose'] as const) keep(name, undefined)
  void emptyBox()
}

/** Several people may share a phone: whoever comes in finds what he himself has left, and nothing of anybody else's. */
export function takeOver(who: string): void {
  const before = kept('whose')
  if (before !== undefined && before !== who) forgetLeftBehind()
  keepFor(who)
}
