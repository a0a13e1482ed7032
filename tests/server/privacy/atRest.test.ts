import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { BSON } from 'mongodb'
import { FIRST_ORDER, codeIn, playFirstOrder } from '../../factories/firstOrder.ts'
import { Stack } from '../../factories/stack.ts'
import { formsOf } from './encodings.ts'

jest.setTimeout(180_000)

const SECOND_ORDER = '我们不在家，我妈妈一个人岁数大了，刚才打电话说家里没有米了，能帮我送一下吗？'
const SAID_PHONE = '13847216583'

/** Short values would be found in any ciphertext's base64 by chance; these are long enough that a find is a leak. */
const SECRETS = [
  FIRST_ORDER,
  SECOND_ORDER,
  '岁数大了，刚才打电话',
  '二单元，因为我是孕妇',
  '2单元4楼',
  '1单元201',
  '3单元5楼',
  '孕妇',
  '怀孕',
  '糖尿病',
  'pregnant',
  'elderly',
  'disabled',
  'hardship',
  SAID_PHONE,
  '138 4721 6583',
  ...Array.from({ length: 13 }, (_, i) => `199000000${String(i + 1).padStart(2, '0')}`),
  '19900000021',
  '19900000031',
  '19900000041',
  '"unit":"2"',
  '"floor":"4"',
]

let stack: Stack
let code: string

beforeAll(async () => {
  stack = await Stack.start({ ownServices: true, env: { LOG_LEVEL: 'debug' } })
  const order = await playFirstOrder(stack, { resident: 'wang' })
  code = order.code
  await playSecondOrder()
  await askByApp()
  await askForMedicine()
})
afterAll(() => stack?.stop())

async function playSecondOrder(): Promise<void> {
  const asked = await stack.say('sun', SECOND_ORDER)
  const question = await stack.untilHeard('sun', 'g1', /^孙师傅，/, { after: asked.seq })
  await stack.say('sun', `我妈在九区4栋1单元201，一袋米，她电话${SAID_PHONE}`, { in: 'private' })
  await stack.untilHeard('sun', 'private', new RegExp(codeIn(question)))
  await stack.say('sun', '对', { in: 'private' })
  await stack.untilHeard('sun', 'private', /正在找人|看一下/)
}

/** A group message that should never have been one: phone, door and illness in front of everybody. */
async function askForMedicine(): Promise<void> {
  const asked = await stack.say('liu', `我婆婆糖尿病，胰岛素用完了，七区8栋3单元5楼，电话${SAID_PHONE}，帮忙买一下`)
  await stack.until('it is handled', async () => (await inboundOf(asked.id))?.state === 'handled')
}

const inboundOf = (id: string) =>
  stack.db.collection<{ _id: string; state: string }>('inbound').findOne({ _id: `sandbox.yimin.${id}` })

async function askByApp(): Promise<void> {
  const token = await signIn('zhou')
  const sentence = `帮我送一袋面，七区3栋2单元5楼，电话${SAID_PHONE}，我有糖尿病`
  const response = await fetch(`${stack.url}/api/me/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': 'privacy-1' },
    body: JSON.stringify({ sentence }),
  })
  expect(response.status).toBe(201)
}

async function signIn(personId: string): Promise<string> {
  const response = await fetch(`${stack.url}/api/demo/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ personId }),
  })
  return ((await response.json()) as { token: string }).token
}

/** Every place in which one of the secrets lies, in any form. */
function finds(where: string, hay: Buffer): string[] {
  return SECRETS.flatMap((secret) =>
    formsOf(secret)
      .filter(({ bytes }) => bytes.length >= 6 && hay.includes(bytes))
      .map(({ form }) => `${where}: ${secret} (${form})`),
  )
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
}

test('the search finds what lies open, in every form', () => {
  for (const secret of SECRETS) {
    for (const { form, bytes } of formsOf(secret)) {
      if (bytes.length < 6) continue
      const hay = Buffer.concat([Buffer.from('noise '), bytes, Buffer.from(' noise')])
      expect(finds('hay', hay).some((find) => find.startsWith(`hay: ${secret} (${form}`))).toBe(true)
    }
  }
})

test('no collection holds a phone, a door, a group or the words of a resident in clear', async () => {
  const { databases } = await stack.mongo.db('admin').admin().listDatabases()
  const found: string[] = []
  let documents = 0
  for (const { name } of databases) {
    for (const collection of await stack.mongo.db(name).collections()) {
      for await (const document of collection.find({}, { raw: false })) {
        documents += 1
        const where = `${name}.${collection.collectionName} ${String(document._id)}`
        found.push(...finds(where, Buffer.from(BSON.serialize(document))))
        found.push(...finds(where, Buffer.from(JSON.stringify(document))))
      }
    }
  }
  expect(documents).toBeGreaterThan(60)
  expect(found).toEqual([])
})

test('Redis holds ids only', async () => {
  const aof = filesBelow(path.join(stack.servicesDir, 'redis')).map((file) => readFileSync(file))
  const written = Buffer.concat(aof)
  expect(written.includes(Buffer.from('understandLane'))).toBe(true)
  expect(finds('redis', written)).toEqual([])
  const payloads = [...written.toString('latin1').matchAll(/\$\d+\r\n(\{"[^\r]*\})\r\n/g)].map(
    (match) => match[1] ?? '',
  )
  expect(payloads.length).toBeGreaterThan(10)
  const names = new Set(payloads.flatMap((payload) => Object.keys(safeParse(payload))))
  const known = ['lane', 'collection', 'id', 'ref', 'listener', 'requestId', 'attempts', 'backoff', 'removeOnComplete', 'removeOnFail',
    'deduplication', 'delay', 'jobId', 'de', 'kl', 'keepLastIfActive', 'type', 'timestamp', 'name', 'data', 'opts'] // prettier-ignore
  expect([...names].filter((name) => !known.includes(name))).toEqual([])
})

function safeParse(text: string): object {
  try {
    return JSON.parse(text) as object
  } catch {
    return {}
  }
}

test('no file of the engine, of the bot or of anybody else holds them, apart from the sandbox that plays the chat platform', () => {
  const platform = path.join(stack.dataDir, 'bot', 'sandbox') + path.sep
  const keys = path.join(stack.dataDir, 'keys') + path.sep
  const files = [...filesBelow(stack.dataDir), ...filesBelow(stack.servicesDir)].filter(
    (file) => !file.startsWith(platform) && !file.startsWith(keys),
  )
  expect(files.some((file) => file.includes('sandbox-yimin'))).toBe(true)
  expect(files.flatMap((file) => finds(file, readFileSync(file)))).toEqual([])
})

test('no line of any log holds them', () => {
  const { web, worker, bot } = stack.output
  expect(web.length + worker.length + bot.length).toBeGreaterThan(1_000)
  expect([
    ...finds('web', Buffer.from(web)),
    ...finds('worker', Buffer.from(worker)),
    ...finds('bot', Buffer.from(bot)),
  ]).toEqual([])
})

test('keys and private files can be read by this user alone', () => {
  const open = filesBelow(stack.dataDir).filter((file) => (statSync(file).mode & 0o077) !== 0)
  expect(open).toEqual([])
})

test('every reading of another person’s door or phone stands in the record, with who, why and for which request', async () => {
  const request = await stack.db.collection('requests').findOne({ code })
  const reads = await stack.db.collection('personal_reads').find({ requestId: request?._id }).toArray()
  expect(reads.map((read) => [read.reader.id, read.subject, [...read.fields].sort().join()])).toEqual(
    expect.arrayContaining([[request?.assignee.personId, 'wang', 'door,phone']]),
  )
  expect(reads.every((read) => read.reason && read.at && read.reader.role)).toBe(true)
})

test('a worker who opens a request leaves a line, one who only looks at the board does not', async () => {
  const authorization = `Bearer ${await signIn('zhao')}`
  const reads = stack.db.collection('personal_reads')
  const before = await reads.countDocuments()
  const board = await fetch(`${stack.url}/api/requests`, { headers: { authorization } })
  expect(board.status).toBe(200)
  expect(finds('board', Buffer.from(await board.text()))).toEqual([])
  expect(await reads.countDocuments()).toBe(before)
  const file = await fetch(`${stack.url}/api/requests/${code}?reason=${encodeURIComponent('回访')}`, {
    headers: { authorization },
  })
  expect(file.status).toBe(200)
  const read = await reads.findOne({ 'reader.id': 'zhao' })
  expect(read).toMatchObject({ subject: 'wang', reason: '回访' })
  expect([...(read?.fields ?? [])].sort()).toEqual(['door', 'groups', 'phone'])
})

test('with another master key nothing starts and nothing is changed', async () => {
  await stack.kill('worker')
  const sealsBefore = await stack.db.collection('seals').find().toArray()
  const wrong = randomBytes(32).toString('base64')
  await expect(stack.begin('worker', { MASTER_KEY: wrong })).rejects.toThrow(/another master key/)
  expect(await stack.db.collection('seals').find().toArray()).toEqual(sealsBefore)
  await stack.begin('worker')
})
