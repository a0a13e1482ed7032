import { openVault } from '../vault/index.ts'
import type { KeyFolder } from '../vault/index.ts'
import type { SealDoc } from '../seal/index.ts'
import { ExchangeFault } from './exchangeFault.ts'
import type { KeyRing } from './keyRing.ts'

/** Where the two keys come from, and how the next one becomes the only one. */
export interface Keys {
  /** Fingerprint of the key that the product has now; `undefined` where there is none. */
  standing(): string | undefined
  /** Fingerprint of the one that is to come next, where it is known. */
  next(): string | undefined
  /** Both keys for this record; draws the next one where that is its business. Throws ExchangeFault. */
  ring(seal: SealDoc): KeyRing
  /** Everything is under the next key: it takes the place of the old one. Harmless the second time. */
  settle(day: string): void
}

const vaultOf = (key: string) => openVault({ key })
const fingerprintOf = (key: string | undefined) => key && vaultOf(key).fingerprint()

/** Keys in files: the next one is drawn here, and the old one is laid aside in the end. */
export function keysInFolder(folder: KeyFolder): Keys {
  const named = (fingerprint: string) =>
    [folder.current(), folder.next(), ...folder.retired()].find((key) => fingerprintOf(key) === fingerprint)
  return {
    standing: () => fingerprintOf(folder.current()),
    next: () => fingerprintOf(folder.next()),
    ring({ fingerprint, exchange }) {
      const from = named(fingerprint)
      if (from === undefined) throw new ExchangeFault('wrong_key')
      // Nothing is sealed with a key before the record knows of it: until then any will do.
      const to = exchange?.state === 'sealing' ? named(exchange.next) : folder.drawNext()
      if (to === undefined) throw new ExchangeFault('next_key_lost')
      return { from: vaultOf(from), to: vaultOf(to), older: folder.retired().map(vaultOf) }
    },
    settle(day) {
      if (folder.next() === undefined) return
      folder.layAside(day)
      folder.moveIn()
    },
  }
}

/** Keys of the settings, where the operator keeps them: `MASTER_KEY` and `MASTER_KEY_NEXT`. */
export function keysOfSettings(current: string, next: string | undefined): Keys {
  return {
    standing: () => fingerprintOf(current),
    next: () => fingerprintOf(next),
    ring({ fingerprint, exchange }) {
      if (next === undefined) throw new ExchangeFault('next_key_missing')
      const [from, to] = [vaultOf(current), vaultOf(next)]
      if (from.fingerprint() === to.fingerprint()) throw new ExchangeFault('same_key')
      if (from.fingerprint() !== fingerprint) throw new ExchangeFault('wrong_key')
      if (exchange?.state === 'sealing' && exchange.next !== to.fingerprint()) throw new ExchangeFault('next_key_lost')
      return { from, to, older: [] }
    },
    settle: () => undefined,
  }
}
