import { useEffect, useRef } from 'react'
import { useShown } from '../hooks/useShown.ts'

/** What each key does: `j`, `Enter`, `/`, or two after each other: `g q`. */
export type Keys = Readonly<Record<string, (() => void) | undefined>>

interface Table {
  keys: { current: Keys }
  inSheet: boolean
}

const tables = new Set<Table>()
const WRITES = ['INPUT', 'TEXTAREA', 'SELECT']
/** The first key of a pair, until the second has come. */
let first = ''

/**
 * Keys of a desk. None acts while somebody writes or an input method composes, nor together with Ctrl, Alt or Meta, nor on a
 * page that lies under another one.
 * Above the page lies at most one sheet; while it is there only its own keys (`inSheet`) act.
 */
export function useKeys(keys: Keys, inSheet = false): void {
  const current = useRef(keys)
  current.current = keys
  const shown = useShown()
  useEffect(() => {
    if (process.env.TARO_ENV !== 'h5' || !shown) return
    const table = { keys: current, inSheet }
    if (tables.size === 0) document.addEventListener('keydown', listen)
    tables.add(table)
    return () => {
      tables.delete(table)
      if (tables.size === 0) document.removeEventListener('keydown', listen)
    }
  }, [inSheet, shown])
}

function listen(event: KeyboardEvent): void {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || isWriting(event.target)) return
  const inSheet = document.querySelector('[role=dialog]') !== null
  const active = [...tables].filter((table) => table.inSheet === inSheet).map((table) => table.keys.current)
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const wanted = first === '' ? key : `${first} ${key}`
  const begins = first === '' && active.some((keys) => Object.keys(keys).some((name) => name.startsWith(`${key} `)))
  first = begins ? key : ''
  const act = active.map((keys) => keys[wanted]).find((one) => one !== undefined)
  if (act === undefined || isTap(event)) return
  event.preventDefault()
  act()
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (WRITES.includes(target.tagName) || target.isContentEditable)
}

/** Enter on a button or link is its own tap; on what is chosen already it is the page's. */
function isTap({ key, target }: KeyboardEvent): boolean {
  if (key !== 'Enter' || !(target instanceof HTMLElement)) return false
  return ['BUTTON', 'A'].includes(target.tagName) && target.getAttribute('aria-pressed') !== 'true'
}
