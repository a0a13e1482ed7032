import { useEffect } from 'react'
import type { Read } from '../hooks/useRead.ts'
import { useRead } from '../hooks/useRead.ts'
import type { Way } from '../api/routes.ts'
import { useSignedIn } from '../session/SessionProvider.tsx'
import { keep, kept } from '../session/keep.ts'
import { isFresh, toKeep } from './keptWay.ts'
import type { KeptWay } from './keptWay.ts'

const EVERY_MS = 15_000

/** What I have in hand, laid by for where there is no line, and struck out as soon as I have it no more. */
export function useWay(): Read<Way> {
  const { me } = useSignedIn()
  const read = useRead('listMyTasks', {}, EVERY_MS, ['request'])
  const { data, state } = read
  useEffect(() => {
    if (data !== undefined) keep('way', toKeep(data, me.id, Date.now()))
    if (state === 'gone') keep('way', undefined)
  }, [data, state, me.id])
  return read
}

/** What was laid by, unless it is too old: then it is struck out. */
export function keptWay(): KeptWay | undefined {
  const found = kept('way')
  if (found === undefined || isFresh(found, Date.now())) return found
  keep('way', undefined)
  return undefined
}
