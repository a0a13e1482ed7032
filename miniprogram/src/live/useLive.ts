import type { HintKind } from '@yimin/shared/live/contract'
import { useCallback, useEffect, useRef } from 'react'
import { useReachedAgain } from '../api/reach.ts'
import { lineOf } from './line.ts'

/** Hints that come in a heap are one reason to read. */
const GATHER_MS = 150

/**
 * Calls `onNews` when something of these kinds is new, or when it is unknown whether: then the page reads again. Listens
 * while the page is shown; pages still ask slowly by themselves, because a hint may be lost.
 */
export function useLive(token: string, shown: boolean, kinds: readonly HintKind[], onNews: () => void): void {
  const tell = useRef(onNews)
  tell.current = onNews
  const wanted = kinds.join(' ')
  useEffect(() => {
    if (!shown || wanted === '') return
    let gathering: ReturnType<typeof setTimeout> | undefined
    const leave = lineOf(token).join((hints) => {
      if (hints?.every(({ kind }) => !wanted.split(' ').includes(kind))) return
      gathering ??= setTimeout(() => {
        gathering = undefined
        tell.current()
      }, GATHER_MS)
    })
    return () => {
      leave()
      clearTimeout(gathering)
    }
  }, [token, shown, wanted])
  useReachedAgain(useCallback(() => lineOf(token).tryNow(), [token]))
}
