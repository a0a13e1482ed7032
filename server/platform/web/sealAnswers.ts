import type { Vault } from '../vault/index.ts'
import type { AnswerSealer } from './idempotency.ts'

/** Answers kept for repetitions may carry an address, so they rest under the same lock as addresses. */
export function sealAnswers(vault: Pick<Vault, 'seal' | 'open'>): AnswerSealer {
  const place = (id: string) => ({ collection: 'idempotency_keys', id, field: 'body', class: 'S2' as const })
  return {
    seal: (text, id) => vault.seal(text, place(id)),
    open: (sealed, id) => vault.open(sealed, place(id)),
  }
}
