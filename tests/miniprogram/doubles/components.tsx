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
  onAgreePrivacyAuthorization,
  id,
  children,
}: Props & {
  disabled?: boolean
  onClick?(): void
  openType?: string
  id?: string
  onAgreePrivacyAuthorization?(): void
  onGetPhoneNumber?(event: { detail: { code?: string } }): void
}) {
  // WeChat asks first; whoever says no gives no code.
  const phoneTap = () => onGetPhoneNumber?.({ detail: { code: phone.phoneCode } })
  const taps = { getPhoneNumber: phoneTap, agreePrivacyAuthorization: onAgreePrivacyAuthorization }
  const tap = openType === undefined ? onClick : taps[openType as keyof typeof taps]
  return (
    <button id={id} className={className} aria-label={ariaLabel} disabled={disabled} onClick={tap}>
      {children}
    </button>
  )
}

interface InputProps extends Props {
  value: string
  type: string
  disabled?: boolean
  onInput(event: { detail: { value: string } }): void
}

export function Input({ value, type, ariaLabel, disabled, onInput }: InputProps) {
  const input = (event: ChangeEvent<HTMLInputElement>) => onInput({ detail: { value: event.target.value } })
  return <input type={type} aria-label={ariaLabel} value={value} disabled={disabled} onChange={input} />
}

interface PickerProps extends Props {
  range: string[]
  value: number
  disabled?: boolean
  onChange(event: { detail: { value: number } }): void
}

/** The phone's own list: it tells the place of what was chosen. */
export function Picker({ range, value, disabled, onChange, children }: PickerProps) {
  const choose = (event: ChangeEvent<HTMLSelectElement>) => onChange({ detail: { value: Number(event.target.value) } })
  return (
    <>
      {children}
      <select value={value} disabled={disabled} onChange={choose}>
        {range.map((_, at) => (
          <option key={at} value={at} />
        ))}
      </select>
    </>
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

export const Image = ({ className, src }: { className?: string; src?: string }) => (
  <img className={className} src={src} alt="" />
)
