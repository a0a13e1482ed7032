/**
 * What can be wrong with a key or a sealed value. Texts are for operators and never carry the value or the key.
 * `wrong_key`: the record was sealed with another master key. `exchanging`: it is between two of them. `damaged`: cut, changed,
 * or moved from its place.
 */
export type VaultFault =
  'key_missing' | 'key_unreadable' | 'key_exposed' | 'key_malformed' | 'wrong_key' | 'exchanging' | 'damaged'

export class VaultError extends Error {
  readonly code: VaultFault

  constructor(code: VaultFault, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'VaultError'
    this.code = code
  }
}
