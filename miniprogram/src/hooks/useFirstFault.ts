import { useEffect } from 'react'
import Taro from '@tarojs/taro'
import type { Faults } from '../api/apiError.ts'

/** Every kind of field that is faulty says so by this class. */
const FAULTY = '.is-faulty'
const CONTROLS = 'input, textarea, select, button'

/** Whoever is told that something is wrong stands before the first of it: it is scrolled to, and a screen reader says it. */
export function useFirstFault(faults: Faults): void {
  const told = Object.keys(faults).join(' ')
  useEffect(() => {
    if (told === '') return
    if (process.env.TARO_ENV !== 'h5') {
      void Taro.pageScrollTo({ selector: FAULTY, offsetTop: -80 })
      return
    }
    const first = document.querySelector(FAULTY)
    const control = first?.querySelector<HTMLElement>(CONTROLS)
    first?.scrollIntoView?.({ block: 'center' })
    control?.focus({ preventScroll: true })
  }, [told, faults])
}
