import { createElement } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { Text, View } from '@tarojs/components'

/** What every element takes; `role` and `label` are for screen readers. */
export interface ElementProps {
  className?: string
  role?: string
  label?: string
  /** New text in here is read aloud when the reader is idle. */
  live?: boolean
  /** For the eye only: a screen reader skips it. */
  hidden?: boolean
  id?: string
  /** Which entry of how many, where not all of them are there. */
  place?: number
  of?: number
  /** Takes the focus when a script gives it, such as a sheet that opens. */
  focusable?: boolean
  children?: ReactNode
}

type Weapp = ComponentType<Record<string, unknown>>

/**
 * One element for both worlds. In a browser it is the native tag: Taro's own custom elements take no focus, carry no
 * meaning for screen readers and need inline styles, which a strict content policy forbids.
 */
function element(tag: string, weapp: 'view' | 'text', nativeRole?: string) {
  return function Element({ className, role, label, live, hidden, place, of, id, focusable, children }: ElementProps) {
    if (process.env.TARO_ENV === 'h5') {
      const aria = {
        role,
        'aria-label': label,
        'aria-live': live ? 'polite' : undefined,
        'aria-hidden': hidden,
        'aria-posinset': place,
        'aria-setsize': of,
      }
      return createElement(tag, { className, id, tabIndex: focusable ? -1 : undefined, ...aria }, children)
    } else {
      const spoken = { ariaLabel: label, ariaRole: role ?? nativeRole, ariaHidden: hidden }
      return createElement(elementOfWeChat(weapp), { className, id, ...spoken }, children)
    }
  }
}

/** Called only where the build for browsers looks away, or it would carry Taro's own elements. */
function elementOfWeChat(kind: 'view' | 'text'): Weapp {
  return (kind === 'view' ? View : Text) as unknown as Weapp
}

export const Box = element('div', 'view')
export const Line = element('span', 'text')
export const Paragraph = element('p', 'view')
export const Title = element('h1', 'view', 'heading')
export const Heading = element('h2', 'view', 'heading')
export const Main = element('main', 'view')
export const List = element('ul', 'view', 'list')
export const Item = element('li', 'view', 'listitem')
