import type { ChangeEvent, ReactNode } from 'react'
import { phone } from './taro.ts'

interface Props {
  className?: string
  ariaLabel?: string
  ariaRole?: string
  children?: ReactNode
}

function tag(Tag: 'div' | 'span') {
  return function Double({ className, ariaLabel, ariaRole, children }: Props) {
    return (
      <Tag className={className} aria-label={ariaLabel} role={ariaRole}>
        {children}
      </Tag>
    )
  }
}

export const View = tag('div')
export const Text = tag('span')

export function Button({
  className,
  ariaLabel,
  disabled,
  onClick,
  openType,
  onGetPhoneNumber,
  children,
}: Props & {
  disabled?: boolean
  onClick?(): void
  openType?: string
  onGetPhoneNumber?(event: { detail: { code?: string } }): void
}) {
  // WeChat asks first; whoever says no gives no code.
  const tap = openType === 'getPhoneNumber' ? () => onGetPhoneNumber?.({ detail: { code: phone.phoneCode } }) : onClick
  return (
    <button className={className} aria-label={ariaLabel} disabled={disabled} onClick={tap}>
      {children}
    </button>
  )
}

interface AreaProps extends Props {
  value: string
  maxlength: number
  disabled?: boolean
  onInput(event: { detail: { value: string } }): void
}

export function Textarea({ value, ariaLabel, maxlength, disabled, onInput }: AreaProps) {
  const input = (event: ChangeEvent<HTMLTextAreaElement>) => onInput({ detail: { value: event.target.value } })
  return <textarea aria-label={ariaLabel} value={value} maxLength={maxlength} disabled={disabled} onChange={input} />
}
