import { useCallback, useEffect, useState } from 'react'
import Taro from '@tarojs/taro'

export interface Near {
  near: boolean
  /** As it was when it was last drawn, px. */
  height: number | undefined
  show(): void
}

/** Drawn as soon as it comes so near to the eye, px: more than a flick of the thumb brings in one frame. */
const MARGIN = 1_200

/** Whether the element of this id is in sight or will be soon. Where nobody can tell, it is. */
export function useNear(id: string, atFirst: boolean): Near {
  const [state, setState] = useState<Omit<Near, 'show'>>({ near: atFirst || !canTell(), height: undefined })
  useEffect(() => {
    const tell = (near: boolean, height: number) =>
      setState((now) => {
        if (now.near === near) return now
        return { near, height: now.near && height > 0 ? height : now.height }
      })
    return process.env.TARO_ENV === 'h5' ? watchInBrowser(id, tell) : watchOnPhone(id, tell)
    // The element under this id is another one once it was put away or drawn.
  }, [id, state.near])
  const show = useCallback(() => setState((now) => ({ ...now, near: true })), [])
  return { ...state, show }
}

function canTell(): boolean {
  return process.env.TARO_ENV !== 'h5' || typeof IntersectionObserver !== 'undefined'
}

type Tell = (near: boolean, height: number) => void

function watchInBrowser(id: string, tell: Tell): (() => void) | undefined {
  const element = document.getElementById(id)
  if (element === null || !canTell()) return undefined
  const observer = observerOf(scrollerOf(element))
  return observer.watch(element, tell)
}

interface Watch {
  watch(element: Element, tell: Tell): () => void
}
const observers = new WeakMap<Element, Watch>()

/** One observer for all that scrolls in the same box. */
function observerOf(root: Element): Watch {
  const known = observers.get(root)
  if (known !== undefined) return known
  const told = new WeakMap<Element, Tell>()
  const observer = new IntersectionObserver(
    (entries) =>
      entries.forEach(({ target, isIntersecting, boundingClientRect }) =>
        told.get(target)?.(isIntersecting, boundingClientRect.height),
      ),
    { root: root === document.documentElement ? null : root, rootMargin: `${MARGIN}px 0px` },
  )
  const watch = {
    watch: (element: Element, tell: Tell) => {
      told.set(element, tell)
      observer.observe(element)
      return () => observer.unobserve(element)
    },
  }
  observers.set(root, watch)
  return watch
}

/** The box that scrolls: margins count from its edges alone. */
function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at !== null; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  }
  return document.documentElement
}

function watchOnPhone(id: string, tell: Tell): () => void {
  const { page } = Taro.getCurrentInstance()
  const observer = Taro.createIntersectionObserver(page ?? {}, { thresholds: [0] })
  observer
    .relativeToViewport({ top: MARGIN, bottom: MARGIN })
    .observe(`#${id}`, ({ intersectionRatio = 0, boundingClientRect }) =>
      tell(intersectionRatio > 0, (boundingClientRect?.bottom ?? 0) - (boundingClientRect?.top ?? 0)),
    )
  return () => observer.disconnect()
}
