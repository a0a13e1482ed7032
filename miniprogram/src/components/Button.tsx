import type { ReactNode } from 'react'
import { Button as WeappButton } from '@tarojs/components'
import { words } from '../words.ts'

export interface ButtonProps {
  /** `main`: the one act of the page. `strong`: the act of a card. `quiet`: looks like a link. `emergency`: 120 only. */
  kind?: 'main' | 'strong' | 'plain' | 'quiet' | 'emergency'
  onTap?: () => void
  /** In WeChat, instead of `onTap`: asks for the phone number, and gives the code by which the server gets it. */
  onPhone?: (code: string) => void
  /** In WeChat, instead of `onTap`: this tap is the person's consent to what the privacy guide says. Needs an `id`. */
  onAgree?: () => void
  /** Where a browser goes instead of `onTap`: `tel:…` or a page of the same server. */
  href?: string
  /** For screen readers, where the text alone says too little. */
  label?: string
  disabled?: boolean
  /** It is being done: looks so, and takes no second tap. */
  busy?: boolean
  pressed?: boolean
  className?: string
  /** Of its own on the page, for a script that moves the focus. */
  id?: string
  children: ReactNode
}

export function Button({
  kind = 'plain',
  onTap,
  onPhone,
  onAgree,
  href,
  label,
  disabled,
  busy,
  pressed,
  className,
  id,
  children,
}: ButtonProps) {
  const classes = ['button', `button-${kind}`, busy ? 'is-busy' : '', className ?? ''].filter(Boolean).join(' ')
  const off = disabled === true || busy === true
  const said = busy === true && MAIN.includes(kind) ? underWayWord(children) : children
  if (process.env.TARO_ENV !== 'h5') {
    return (
      <WeappButton
        className={classes}
        hoverClass="is-down"
        disabled={off}
        onClick={onTap}
        ariaLabel={label}
        {...(onAgree && { id, openType: 'agreePrivacyAuthorization' as const, onAgreePrivacyAuthorization: onAgree })}
        {...(onPhone && {
          openType: 'getPhoneNumber' as const,
          onGetPhoneNumber: (event) => takePhone(event, onPhone),
        })}
      >
        {said}
      </WeappButton>
    )
  }
  if (href !== undefined) {
    return (
      <a className={classes} href={href} aria-label={label}>
        {said}
      </a>
    )
  }
  return (
    <button
      type="button"
      id={id}
      className={classes}
      disabled={off}
      aria-busy={busy}
      aria-label={label}
      aria-pressed={pressed}
      onClick={onTap}
    >
      {said}
    </button>
  )
}

/** Of the act that a page or a card is there for it is said at once that it was tapped. */
const MAIN: readonly ButtonProps['kind'][] = ['main', 'strong']

/** 正在办…, where the page has no such words of its own. */
function underWayWord(children: ReactNode): ReactNode {
  return typeof children === 'string' && !children.startsWith(words.onItsWay) ? words.underWay : children
}

/** Whoever says no gives no code. */
function takePhone({ detail }: { detail: { code?: string } }, onPhone: (code: string) => void): void {
  if (detail.code !== undefined && detail.code !== '') onPhone(detail.code)
}
