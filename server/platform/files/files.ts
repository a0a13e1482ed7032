/**
 * Where large sealed things lie beside the record: a folder of this machine, or a store that all machines share.
 * Whatever is put there is ciphertext already; names are ids of the house.
 */
export interface Files {
  /** Kept for good when it returns; a second time under the same name replaces it. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** `undefined` when nothing has this name. */
  get(name: string): Promise<Buffer | undefined>
  /** Harmless when nothing has this name. */
  remove(name: string): Promise<void>
}

const NAME_FORM = /^[a-z0-9]{16,64}$/

/** Names come from the record; one that is none must not become a path. */
export function checkedName(name: string): string {
  if (!NAME_FORM.test(name)) throw new Error('not the name of a kept file')
  return name
}
