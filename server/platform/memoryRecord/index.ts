import type { Db } from 'mongodb'
import { MemoryCollection } from './collection.ts'
import type { Witness } from './collection.ts'

export type { Witness } from './collection.ts'

/**
 * A record that lives in this process alone, for simulated communities and seeded searches for faults: thousands of times the
 * speed of an engine, and every act can be watched or made to fail. It takes the part of the driver's interface that the
 * house uses and throws at anything else; a test compares it with the real engine, act by act. It never keeps real data.
 */
export function openMemoryRecord(witness: Witness = () => undefined): Db {
  const collections = new Map<string, MemoryCollection>()
  const collection = (name: string): MemoryCollection => {
    const known = collections.get(name) ?? new MemoryCollection(name, witness)
    collections.set(name, known)
    return known
  }
  return { collection, command: () => Promise.resolve({ ok: 1 }) } as unknown as Db
}
