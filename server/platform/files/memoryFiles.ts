import { checkedName } from './files.ts'
import type { Files } from './files.ts'

/** Files of a record in memory, and of tests: gone with the process. */
export function memoryFiles(): Files {
  const kept = new Map<string, Buffer>()
  return {
    put: async (name, bytes) => void kept.set(checkedName(name), Buffer.from(bytes)),
    get: async (name) => kept.get(checkedName(name)),
    remove: async (name) => void kept.delete(checkedName(name)),
  }
}
