const INVISIBLE = /\p{Cf}/gu

/**
 * One spelling for one phone number, so that its blind index finds it again: digits only, without the country code of
 * mainland China and without the carrier's leading 0 of a mobile number. `+86 138-0013-8000` → `13800138000`.
 * Text that holds no digit gives an empty string.
 */
export function normalisePhone(text: string): string {
  const digits = text.normalize('NFKC').replace(INVISIBLE, '').replace(/\D/g, '')
  return digits.replace(/^0{0,2}86(?=1[3-9]\d{9}$|0\d{9,11}$)/, '').replace(/^0(?=1[3-9]\d{9}$)/, '')
}
