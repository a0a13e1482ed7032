import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { INDEXES, SEALED } from '../../../server/app/house.ts'
import { memoryFiles } from '../../../server/platform/files/index.ts'
import type { Files } from '../../../server/platform/files/index.ts'
import { exchangeKey, keysInFolder, keysOfSettings } from '../../../server/platform/keyExchange/index.ts'
import type { Keys, Outcome } from '../../../server/platform/keyExchange/index.ts'
import { MemoryRecord } from '../../../server/platform/memoryRecord/index.ts'
import type { Witness } from '../../../server/platform/memoryRecord/index.ts'
import { ensureIndexes } from '../../../server/platform/mongo.ts'
import { requireSeal } from '../../../server/platform/seal/requireSeal.ts'
import { sealsOf } from '../../../server/platform/seal/index.ts'
import { keyFolder, openVault, VaultError } from '../../../server/platform/vault/index.ts'
import type { KeyFolder, Vault } from '../../../server/platform/vault/index.ts'
import { onMemory } from '../../factories/memoryGround.ts'
import { SUNDAY_TEN } from '../../factories/people.ts'
import { aKey, everythingIn, fillRecord } from '../../factories/sealedRecord.ts'

jest.setTimeout(120_000)

const KEY = aKey()
const NEXT = aKey()
let whole: MemoryRecord
let photo: { id: string; bytes: Buffer }
let plain: Map<string, string>
let scratch: string

beforeAll(async () => {
  scratch = mkdtempSync(path.join(os.tmpdir(), 'yimin-killed-'))
  writeFileSync(path.join(scratch, 'master.key'), `${KEY}\n`, { mode: 0o600 })
  whole = new MemoryRecord()
  const platform = { ...onMemory()(whole, SUNDAY_TEN), vault: openVault({ key: KEY }) }
  await ensureIndexes(platform.db, INDEXES)
  const { photoId } = await fillRecord(platform)
  await requireSeal(platform.db, platform.vault)
  plain = withoutEntry(await everythingIn(platform, platform.vault))
  photo = { id: photoId, bytes: (await platform.files.get(photoId)) ?? Buffer.of() }
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const withoutEntry = (all: Map<string, string>) => new Map([...all].filter(([at]) => !/^entry_/.test(at)))

class Died extends Error {}

/** `before`: the step is not done. `after`: it is done, and whoever asked for it never learns of it. */
type Moment = 'before' | 'after'

/** A process that dies at one of its durable steps; nothing that it asks for later is done. */
class Mortal {
  steps = 0
  dead = false
  private readonly at: number
  private readonly moment: Moment

  constructor(at: number, moment: Moment) {
    this.at = at
    this.moment = moment
  }

  /** Counts a step. Throws where it is not done; tells whether its answer is lost. */
  begin(): boolean {
    if (this.dead) throw new Died()
    this.dead = this.steps === this.at
    this.steps += 1
    if (this.dead && this.moment === 'before') throw new Died()
    return this.dead
  }

  readonly witness: Witness = ({ kind }) => {
    if (kind === 'write') return Promise.resolve(this.begin() ? 'unanswered' : 'answered')
    if (this.dead) throw new Died()
    return undefined
  }

  step<Args extends unknown[], R>(act: (...args: Args) => R): (...args: Args) => R {
    return (...args) => {
      const isLost = this.begin()
      const result = act(...args)
      if (isLost) throw new Died()
      return result
    }
  }

  files(files: Files): Files {
    return { ...files, put: async (name, bytes) => this.step(files.put)(name, bytes) }
  }

  folder(folder: KeyFolder): KeyFolder {
    return {
      ...folder,
      drawNext: this.step(folder.drawNext),
      layAside: this.step(folder.layAside),
      moveIn: this.step(folder.moveIn),
    }
  }
}

/** One station: its record, photos and key folder, as a kill leaves them. */
async function aStation() {
  const record = whole.copy()
  const folder = mkdtempSync(path.join(scratch, 'station-'))
  cpSync(path.join(scratch, 'master.key'), path.join(folder, 'master.key'))
  const files = memoryFiles()
  await files.put(photo.id, photo.bytes)
  const call = (mortal: Mortal, keys: Keys): Promise<Outcome> =>
    exchangeKey({
      db: record.open(mortal.witness),
      files: mortal.files(files),
      kinds: SEALED,
      collections: () => Promise.resolve([...record.shelves.keys()]),
      keys,
      now: () => new Date('2026-11-23T10:00:00Z'),
      othersAlive: () => Promise.resolve([]),
      tell: () => undefined,
    })
  return { ground: { db: record.open(), files }, folder, call }
}

/** What opens with one key or another; a value that none opens is missing. */
async function openedBy(ground: Parameters<typeof everythingIn>[0], vaults: Vault[]): Promise<Map<string, string>> {
  const all = await Promise.all(vaults.map((vault) => everythingIn(ground, vault)))
  const opened = all.flatMap((one) => [...one].filter(([, text]) => text !== 'does not open'))
  return withoutEntry(new Map(opened))
}

const refused = (db: Parameters<typeof requireSeal>[0], vault: Vault) =>
  requireSeal(db, vault).then(
    () => 'no',
    (error: unknown) => (error instanceof VaultError ? error.code : String(error)),
  )

/** Never a moment in which the product would start upon what its key does not open. */
async function expectSafe(ground: Parameters<typeof everythingIn>[0], keys: Vault[], standing: Vault): Promise<void> {
  expect(await openedBy(ground, keys)).toEqual(plain)
  const seal = await sealsOf(ground).findOne({ _id: 'vault' })
  const answer = await refused(ground.db, standing)
  if (seal?.exchange) expect(answer).toBe('exchanging')
  else if (answer === 'no') expect(await openedBy(ground, [standing])).toEqual(plain)
  else expect(answer).toBe('wrong_key')
}

/** Of steps that do not end: how many there are. */
async function countSteps(keysFor: (mortal: Mortal, folder: string) => Keys): Promise<number> {
  const whole = new Mortal(-1, 'before')
  const station = await aStation()
  await station.call(whole, keysFor(whole, station.folder))
  return whole.steps
}

describe.each([
  [
    'with keys in files',
    (mortal: Mortal, folder: string) => keysInFolder(mortal.folder(keyFolder(folder))),
    (folder: string) => {
      const { current, next, retired } = keyFolder(folder)
      const held = [current(), next(), ...retired()].filter((key): key is string => key !== undefined)
      return { held: held.map((key) => openVault({ key })), standing: openVault({ key: current() }) }
    },
  ],
  [
    'with keys in the settings',
    () => keysOfSettings(KEY, NEXT),
    () => ({ held: [KEY, NEXT].map((key) => openVault({ key })), standing: openVault({ key: KEY }) }),
  ],
] as const)('an exchange that is killed, %s,', (_name, keysFor, keysAt) => {
  it.each(['before', 'after'] as const)(
    '%s any of its steps goes on where it was, and loses nothing',
    async (moment) => {
      const steps = await countSteps(keysFor)
      expect(steps).toBeGreaterThan(20)
      for (let at = 0; at < steps; at += 1) {
        const { ground, folder, call } = await aStation()
        const mortal = new Mortal(at, moment)
        await expect(call(mortal, keysFor(mortal, folder))).rejects.toThrow()
        expect([at, mortal.dead]).toEqual([at, true])
        const { held, standing } = keysAt(folder)
        await expectSafe(ground, held, standing)

        const second = new Mortal(-1, 'before')
        const outcome = await call(second, keysFor(second, folder))
        const seal = await sealsOf(ground).findOne({ _id: 'vault' })
        const next = keysAt(folder).held.find((vault) => vault.fingerprint() === seal?.fingerprint)
        expect([at, next === undefined, seal?.exchange]).toEqual([at, false, undefined])
        expect(await openedBy(ground, next ? [next] : [])).toEqual(plain)
        expect(await openedBy(ground, [openVault({ key: KEY })])).toEqual(new Map())
        // The kill came after the last step, and nothing was left to do.
        if (outcome.done === 'already') expect([at, moment]).toEqual([steps - 1, 'after'])

        const third = new Mortal(-1, 'before')
        const before = JSON.stringify([...(await everythingIn(ground, next ?? standing))])
        expect(await call(third, keysFor(third, folder))).toMatchObject({ done: 'already' })
        // It looked at the seal, and that is all.
        expect(third.steps).toBe(1)
        expect(JSON.stringify([...(await everythingIn(ground, next ?? standing))])).toBe(before)
      }
    },
  )

  it('a second time while it goes on is brought to its end by the third call', async () => {
    const steps = await countSteps(keysFor)
    for (const [first, then] of [
      [4, 1],
      [steps - 4, 0],
      [10, 6],
      [steps - 2, 1],
    ] as const) {
      const { ground, folder, call } = await aStation()
      for (const at of [first, then]) {
        const mortal = new Mortal(at, 'after')
        await call(mortal, keysFor(mortal, folder)).catch(() => undefined)
        const { held, standing } = keysAt(folder)
        await expectSafe(ground, held, standing)
      }
      const last = new Mortal(-1, 'before')
      await call(last, keysFor(last, folder))
      const seal = await sealsOf(ground).findOne({ _id: 'vault' })
      const next = keysAt(folder).held.find((vault) => vault.fingerprint() === seal?.fingerprint)
      expect(await openedBy(ground, next ? [next] : [])).toEqual(plain)
    }
  })
})

it('a next key that was lost while values are under it is asked for, and no other one is drawn', async () => {
  const { folder, call, ground } = await aStation()
  const steps = await countSteps((mortal, at) => keysInFolder(mortal.folder(keyFolder(at))))
  const mortal = new Mortal(steps - 5, 'after')
  await call(mortal, keysInFolder(mortal.folder(keyFolder(folder)))).catch(() => undefined)
  const file = path.join(folder, 'master-next.key')
  const kept = readFileSync(file)
  rmSync(file)
  const again = new Mortal(-1, 'before')
  await expect(call(again, keysInFolder(keyFolder(folder)))).rejects.toMatchObject({ code: 'next_key_lost' })
  writeFileSync(file, kept, { mode: 0o600 })
  expect(await call(again, keysInFolder(keyFolder(folder)))).toEqual({ done: 'exchanged' })
  expect(await openedBy(ground, [openVault({ keyFile: path.join(folder, 'master.key') })])).toEqual(plain)
})
