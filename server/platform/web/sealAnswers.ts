import { sealedIn } from '../vault/index.ts'
import type { Vault } from '../vault/index.ts'
import { IDEMPOTENCY_KEYS } from './idempotency.ts'
import type { AnswerSealer, KeyRow } from './idempotency.ts'

const place = (id: string) => ({ collection: IDEMPOTENCY_KEYS, id, field: 'body', class: 'S2' as const })

export const answerSealed = sealedIn<KeyRow>({
  collection: IDEMPOTENCY_KEYS,
  fields: { body: ({ _id }) => place(_id) },
})

/** Answers kept for repetitions may carry an address, so they rest under the same lock as addresses. */
export function sealAnswers(vault: Pick<Vault, 'seal' | 'open'>): AnswerSealer {
  return {
    seal: (text, id) => vault.seal(text, place(id)),
    open: (sealed, id) => vault.open(sealed, place(id)),
  }
}
