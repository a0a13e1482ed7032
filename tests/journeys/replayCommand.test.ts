import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseScript, ScriptError } from '../../server/app/replay/script.ts'
import { castOf } from '../factories/scenes.ts'
import { play } from './play.ts'

const SETUP = JSON.stringify({
  setup: { rooms: [{ id: 'g1', topic: '海威益民一群' }], people: castOf(['wang', 'li', 'zhao']) },
})
const SAID = '{"at":"2026-11-22T10:00:00+08:00","room":"g1","from":"wang","text":"早上好"}'

function faultOf(...rows: string[]): string {
  try {
    parseScript(rows.join('\n'))
    return 'none'
  } catch (error) {
    if (error instanceof ScriptError) return error.message
    throw error
  }
}

describe('the file of a conversation', () => {
  it('is read with its setup, words, waits and staff', () => {
    const script = parseScript(
      [
        SETUP,
        SAID,
        '',
        '{"at":"2026-11-22T10:01:00+08:00","private":true,"from":"li","text":"接$1"}',
        '{"at":"2026-11-22T10:02:00+08:00","wait":true}',
        '{"at":"2026-11-22T10:03:00+08:00","staff":"zhao","do":"assign","request":"$1","to":"li"}',
      ].join('\n'),
    )
    expect(script.lines.map(({ kind }) => kind)).toEqual(['said', 'said', 'waits', 'directs'])
    expect(script.startsAt).toEqual(new Date('2026-11-22T02:00:00Z'))
  })

  it.each([
    ['an unknown field', SAID.replace('"text"', '"txt":1,"text"'), /^line 2: unknown field txt$/],
    ['two unknown fields', SAID.replace('"text"', '"a":1,"b":2,"text"'), /^line 2: unknown field a, b$/],
    ['an unknown room', SAID.replace('g1', 'g9'), /^line 2: unknown room g9$/],
    ['no place', SAID.replace('"room":"g1",', ''), /^line 2: room or private is needed$/],
    ['two places', SAID.replace('"room"', '"private":true,"room"'), /^line 2: either room or private$/],
    [
      'an unknown person in private',
      '{"at":"2026-11-22T10:00:00+08:00","private":true,"from":"niemand","text":"在吗"}',
      /^line 2: unknown person niemand$/,
    ],
    [
      'unknown staff',
      '{"at":"2026-11-22T10:00:00+08:00","staff":"niemand","do":"approve","request":"$1"}',
      /^line 2: unknown person niemand$/,
    ],
    [
      'an unknown helper',
      '{"at":"2026-11-22T10:00:00+08:00","staff":"zhao","do":"assign","request":"$1","to":"niemand"}',
      /^line 2: unknown person niemand$/,
    ],
    [
      'nobody to give it to',
      '{"at":"2026-11-22T10:00:00+08:00","staff":"zhao","do":"assign","request":"$1"}',
      /^line 2: assign needs "to"$/,
    ],
    [
      'a command that does not exist',
      '{"at":"2026-11-22T10:00:00+08:00","staff":"zhao","do":"delete","request":"$1"}',
      /^line 2: do: /,
    ],
    ['a time without its zone', SAID.replace('+08:00', ''), /^line 2: at: /],
    ['a wrong type', SAID.replace('"早上好"', '7'), /^line 2: text: /],
    ['no JSON', '{"at":', /^line 2: /],
    ['no object', '[]', /^line 2: /],
    ['a wait that is none', '{"at":"2026-11-22T10:00:00+08:00","wait":1}', /^line 2: wait: /],
  ])('with %s is refused by its line', (_, row, fault) => {
    expect(faultOf(SETUP, row)).toMatch(fault)
  })

  it('counts empty lines', () => {
    expect(faultOf(SETUP, '', '', '{"x":1}')).toMatch(/^line 4: /)
  })

  it.each([
    ['nothing', '', /^line 1: the file is empty$/],
    ['no setup', SAID, /^line 1: the first line must be/],
    ['an unknown field in the setup', SETUP.replace('"rooms"', '"room":[],"rooms"'), /^line 1: .*room/],
    ['an unknown field of a person', SETUP.replace('"role"', '"rolle":"x","role"'), /^line 1: .*rolle/],
    ['an unknown role', SETUP.replace('"volunteer"', '"king"'), /^line 1: .*role/],
    ['an unknown skill', SETUP.replace('"parcel"', '"flying"'), /^line 1: .*skills/],
    ['a person twice', SETUP.replace('"id":"li"', '"id":"wang"'), /^line 1: .*wang stands here twice/],
  ])('with %s is refused', (_, first, fault) => {
    expect(faultOf(first)).toMatch(fault)
  })
})

describe('the command', () => {
  const root = path.join(__dirname, '..', '..')
  const run = (file: string) =>
    spawnSync(
      process.execPath,
      [
        '-r',
        path.join(root, 'tests/bot/fromSource.cjs'),
        '-e',
        `require(${JSON.stringify(path.join(root, 'server/app/replay.ts'))})`,
        '--',
        'replay',
        file,
      ],
      { encoding: 'utf8', env: process.env },
    )
  const fileOf = (...rows: string[]) => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'yimin-replay-test-')), 'talk.jsonl')
    writeFileSync(file, rows.join('\n'))
    return file
  }

  it('prints what was said, line by line, and how everything stands', () => {
    const { stdout, stderr, status } = run(fileOf(SETUP, SAID.replace('早上好', '帮我送两斤西红柿')))
    expect([status, stderr]).toEqual([0, ''])
    const lines = stdout
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row) as object)
    expect(lines).toEqual([
      { at: '2026-11-22T10:00:00+08:00', room: 'g1', to: ['wang'], text: expect.stringContaining('〔A101〕') },
      { requests: [expect.objectContaining({ code: 'A101', status: 'draft' })], alerts: [] },
    ])
  })

  it('ends with 2 and the number of the line where the file is wrong', () => {
    const { stdout, stderr, status } = run(fileOf(SETUP, SAID, SAID.replace('g1', 'g9')))
    expect([status, stdout, stderr]).toEqual([2, '', 'line 3: unknown room g9\n'])
  })

  it('ends with 2 where there is no such file', () => {
    const { stderr, status } = run('/nowhere.jsonl')
    expect([status, stderr]).toEqual([2, 'cannot read /nowhere.jsonl: ENOENT\n'])
  })
})

describe('a play', () => {
  it('keeps lines of the same time in their order', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:00 wang # 再加一袋盐
      10:00 wang # 对
      10:00 li > 接$1
      10:00 li > 送到了
      10:00 wang # 收到了`)
    expect(played.requests[0]?.history.map(({ step }) => step)).toEqual([
      'write',
      'amend',
      'confirm',
      'accept',
      'deliver',
      'finish',
    ])
  })

  it('jumps over waiting, and everything due in between is done at its time', async () => {
    const played = await play(`
      10:00 sun # 帮我送一袋米
      +30 10:00 wait`)
    expect(played.said.map(({ at }) => at.slice(0, 16)).slice(0, 3)).toEqual([
      '2026-11-22T10:00',
      '2026-11-22T10:10',
      '2026-11-22T10:20',
    ])
  })

  it('numbers the requests of the conversation', async () => {
    const played = await play(`
      10:00 wang # 帮我送两斤西红柿
      10:01 sun # 帮我送3斤土豆到6区3栋
      10:02 zhao ! approve $2
      10:03 qin > 接$2
`)
    expect(played.status('A101')).toBe('draft')
    expect(played.status('A102')).toBe('accepted')
    expect(played.privately('qin').at(-1)).toMatch(/^6区3栋/)
  })

  it('lets a stranger speak in the room, and in private once he has', async () => {
    const played = await play(`
      10:00 fremd # 帮我送一袋米
      10:01 fremd > 3区2栋1单元501
      10:02 fremd > 对
      10:03 qin > 接$1`)
    expect(played.requests[0]).toMatchObject({ requester: 'fremd', address: { room: '501' }, assignee: 'qin' })
    expect(played.privately('fremd').at(-1)).toContain('交接码')
  })

  it('names people as the setup does, and says when a deadline is', async () => {
    const played = await play('10:00 wang # 帮我送两斤西红柿')
    expect(played.requests).toEqual([
      {
        code: 'A101',
        status: 'draft',
        category: 'produce',
        items: [{ name: '西红柿', quantity: 2, unit: '斤' }],
        address: { zone: '6', building: '9', unit: '2', floor: '4' },
        requester: 'wang',
        owner: 'wang',
        dueAt: '2026-11-22T10:10:00+08:00',
        history: [{ at: '2026-11-22T10:00:00+08:00', step: 'write', by: 'wang' }],
      },
    ])
  })
})
