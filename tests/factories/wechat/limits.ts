/** The official table of what a value of a subscribe template may be, by the kind in its key (thing1 → thing). */
const han = (text: string) => /^\p{Script=Han}+$/u.test(text)
const atMost = (n: number) => (text: string) => Array.from(text).length <= n

const LIMITS: Record<string, (text: string) => boolean> = {
  thing: atMost(20),
  number: (text) => /^-?\d+(\.\d+)?$/.test(text) && text.length <= 32,
  letter: (text) => /^[A-Za-z]{1,32}$/.test(text),
  symbol: (text) => /^[^\p{L}\p{N}]{1,5}$/u.test(text),
  character_string: (text) => /^[\x20-\x7e]{1,32}$/.test(text),
  time: (text) => /^(\d{4}年\d{1,2}月\d{1,2}日 )?([01]?\d|2[0-3]):[0-5]\d(~([01]?\d|2[0-3]):[0-5]\d)?$/.test(text),
  date: (text) => /^\d{4}年\d{1,2}月\d{1,2}日( ([01]?\d|2[0-3]):[0-5]\d)?$/.test(text),
  amount: (text) => /^[¥$€]?\d{1,10}(\.\d+)?元?$/.test(text),
  phone_number: (text) => /^[\d+\-() ]{1,17}$/.test(text),
  car_number: (text) => atMost(8)(text) && /^[\p{Script=Han}A-Z0-9]+$/u.test(text),
  name: (text) => (han(text) && atMost(10)(text)) || /^[A-Za-z .]{1,20}$/.test(text),
  phrase: (text) => han(text) && atMost(5)(text),
}

/** Control characters, lone surrogates and emptiness are refused whatever the kind. */
export function takesValue(key: string, value: unknown): boolean {
  if (typeof value !== 'string' || value === '' || /\p{Cc}|\p{Cs}/u.test(value)) return false
  return LIMITS[key.replace(/\d+$/, '')]?.(value) ?? false
}
