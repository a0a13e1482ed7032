import type { SealedPlace, Vault } from '../vault/index.ts'
import { VaultError } from '../vault/index.ts'

/** The old key and the next one; and what is still there of keys before, for a value that somebody wrote too late. */
export interface KeyRing {
  from: Vault
  to: Vault
  older: readonly Vault[]
}

/** A value that was opened; `isNew`: by the next key. */
export interface Opened<T> {
  isNew: boolean
  plain: T
}

export function openText(ring: KeyRing, text: string, place: SealedPlace): Opened<string> | undefined {
  return openBy(ring, (vault) => vault.open(text, place))
}

export function openFile(ring: KeyRing, bytes: Uint8Array, place: SealedPlace): Opened<Buffer> | undefined {
  return openBy(ring, (vault) => vault.openBytes(bytes, place))
}

/** The tag of a value tells whose it is: no other key opens it. */
function openBy<T>({ from, to, older }: KeyRing, open: (vault: Vault) => T): Opened<T> | undefined {
  for (const vault of [to, from, ...older]) {
    try {
      return { isNew: vault === to, plain: open(vault) }
    } catch (error) {
      if (!(error instanceof VaultError)) throw error
    }
  }
  return undefined
}
