import { dutyRoutes, raiseAlarm } from '../../../server/duty/index.ts'
import { identify, peopleRoutes } from '../../../server/people/index.ts'
import { createApp } from '../../../server/platform/web/createApp.ts'
import type { App } from '../../../server/platform/web/createApp.ts'
import { aPerson, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

let ground: Ground
let app: App
let base: string
beforeAll(async () => {
  ground = await openGround()
  app = createApp({
    routes: [...peopleRoutes(ground, { demo: true, sandbox: true }), ...dutyRoutes(ground)],
    identify: (token) => identify(ground, token),
    db: ground.db,
    clock: ground.clock,
    log: ground.log,
    checks: {},
    info: { title: 'test', version: '0' },
    strictReplies: true,
  })
  base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`
})
afterAll(async () => {
  await app.close()
  await ground.close()
})

async function call(
  method: string,
  path: string,
  { token, body, key }: { token?: string; body?: unknown; key?: string } = {},
) {
  const response = await fetch(`${base}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

async function signIn(personId: string): Promise<string> {
  const { body } = await call('POST', '/api/demo/sessions', { body: { personId } })
  return String(body.token)
}

test('sign in, look at oneself, sign out', async () => {
  const { id } = await aPerson(ground, { about: '演练里的一位居民' })
  const token = await signIn(id)
  expect(await call('GET', '/api/me', { token })).toMatchObject({ status: 200, body: { id, spokenTo: '王阿姨' } })
  expect(await call('DELETE', '/api/me/session', { token })).toEqual({ status: 200, body: { closed: true } })
  expect((await call('GET', '/api/me', { token })).status).toBe(401)
})

test('doors that are not for residents or for nobody', async () => {
  const { id } = await aPerson(ground, { about: '演练里的一位居民' })
  const token = await signIn(id)
  expect((await call('GET', `/api/people/${id}`, { token })).status).toBe(403)
  expect((await call('GET', '/api/alarms', { token })).status).toBe(403)
  expect((await call('GET', '/api/me')).status).toBe(401)
  expect((await call('POST', '/api/demo/sessions', { body: { personId: 'nobody' } })).status).toBe(404)
  expect((await call('GET', '/api/me/reads?cursor=x', { token })).body).toMatchObject({
    error: 'invalid_input',
    fields: [{ path: 'cursor' }],
  })
})

test('a worker sees an alarm, takes it in hand and closes it', async () => {
  const worker = await aWorker(ground, { about: '演练里的一位社工' })
  const lateness = {
    stationId: worker.stationId,
    kind: 'late' as const,
    subjectId: 'r1',
    text: '九区4栋，晚了',
    key: 'k',
  }
  const { alarm } = await raiseAlarm(ground, lateness)
  const token = await signIn(worker.id)
  expect((await call('GET', `/api/alarms/${alarm.id}`, { token })).body).toMatchObject({ text: '九区4栋，晚了' })
  const seen = await call('POST', `/api/alarms/${alarm.id}/seen`, { token, key: 'a'.repeat(32) })
  expect(seen).toMatchObject({ status: 200, body: { state: 'seen', seenBy: { id: worker.id } } })
  const closed = await call('POST', `/api/alarms/${alarm.id}/closing`, { token, key: 'b'.repeat(32) })
  expect(closed).toMatchObject({ status: 200, body: { state: 'closed' } })
})
