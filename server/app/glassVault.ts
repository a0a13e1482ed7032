import { VaultError } from '../platform/vault/index.ts'
import type { SealedPlace, Vault } from '../platform/vault/index.ts'

/**
 * A vault of glass: whatever is sealed opens in its own place alone, and can be read by anybody. For synthetic people in
 * memory, where faults of order are sought and not of secrecy: a seed and a simulated month have no time for ciphers.
 */
export function openGlassVault(): Vault {
  const labelOf = ({ collection, id, field }: SealedPlace): string => `glass ${collection}/${id}/${field} `
  const seal = (plain: string, where: SealedPlace): string => labelOf(where) + plain
  const open = (sealed: string, where: SealedPlace): string => {
    const label = labelOf(where)
    if (!sealed.startsWith(label)) throw new VaultError('damaged', `not sealed here: ${label}`)
    return sealed.slice(label.length)
  }
  return {
    seal,
    open,
    sealJson: (value, where) => seal(JSON.stringify(value), where),
    openJson: <T>(sealed: string, where: SealedPlace) => JSON.parse(open(sealed, where)) as T,
    sealBytes: (plain, where) => Buffer.from(seal(Buffer.from(plain).toString('base64'), where)),
    openBytes: (sealed, where) => Buffer.from(open(Buffer.from(sealed).toString(), where), 'base64'),
    blindIndex: (value, purpose) => `${purpose} ${value}`,
    sign: (text, purpose) => `${purpose} ${text}`,
    tokenHash: (token) => token,
    newToken: () => 'glass',
    fingerprint: () => 'glass',
    requireFingerprint: () => undefined,
  }
}
