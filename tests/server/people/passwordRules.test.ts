import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { entryWords } from '@yimin/shared/entry/words'
import { isCommonPassword } from '../../../server/people/entry/commonPasswords.ts'
import { guessesAbout } from '../../../server/people/entry/guessesAbout.ts'
import { checkPassword } from '../../../server/people/entry/passwordRules.ts'
import { HEADS, isSystematic, TAILS } from '../../../server/people/entry/systematicPasswords.ts'
import { aStation, aWorker, openGround } from '../../factories/people.ts'
import type { Ground } from '../../factories/people.ts'

const DATA = 'server/people/entry/data'
const LIST = gunzipSync(readFileSync(`${DATA}/commonPasswords.txt.gz`)).toString('utf8')
const LONG_LIST = readFileSync(`${DATA}/longPasswords.txt`, 'utf8')
const PASSWORDS = `${LIST}\n${LONG_LIST}`.split('\n').filter((line) => line !== '' && !line.startsWith('# '))

/** The sentence that this password is refused with; nothing where it is taken. */
function refusalOf(password: string, guesses: readonly string[] = []): unknown {
  try {
    checkPassword(password, guesses)
    return undefined
  } catch (error) {
    return (error as { fields?: { path: string; message: string }[] }).fields?.map(({ path, message }) => [
      path,
      message,
    ])
  }
}
const stolen = [['password', entryWords.passwordStolen]]
const guessable = [['password', entryWords.passwordGuessable]]

describe('a password that was stolen elsewhere', () => {
  it('is refused, all of the lists, whatever rule sees it first: more than 3,000 that are long enough (ASVS 6.2.4)', () => {
    const long = [...new Set(PASSWORDS)].filter((one) => Array.from(one).length >= 10)
    expect(PASSWORDS.length).toBeGreaterThan(45_000)
    expect(long.length).toBeGreaterThan(3_000)
    expect(long.filter((one) => refusalOf(one) === undefined)).toEqual([])
    expect(long.filter((one) => refusalOf(one)?.toString() === stolen.toString()).length).toBeGreaterThan(2_000)
  })

  it('is refused too with what people add to reach the length', () => {
    const short = PASSWORDS.filter((one, at) => at % 8 === 0 && Array.from(one).length < 10)
    const added = short.map((one) => `${one}2026!`.slice(0, one.length + 4)).filter((one) => one.length >= 10)
    expect(added.length).toBeGreaterThan(3_000)
    expect(added.filter((one) => refusalOf(one) === undefined)).toEqual([])
  })

  it.each([
    'Sunshine2024',
    'P@ssw0rd-77',
    'MANCHESTERmanchester',
    '!!manchester1',
    'ｂａｓｋｅｔｂａｌｌ',
    'b@sk3tb@ll',
  ])('is known in a disguise: %s', (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  it('has its field and a sentence of its own', () => {
    expect(refusalOf('Manchester-99')).toEqual(stolen)
  })

  it('says of its lists where they come from, and under which licence', () => {
    expect(LIST).toMatch(/^# source: zxcvbn \d.*Django \d/m)
    expect(LIST).toMatch(/^# licence: MIT .*BSD-3-Clause/m)
    expect(LONG_LIST).toMatch(/^# source: SecLists .*at commit [0-9a-f]{40}/m)
    expect(LONG_LIST).toMatch(/^# licence: MIT/m)
    const licences = readFileSync(`${DATA}/LICENCES.txt`, 'utf8')
    for (const holder of ['Dan Wheeler and Dropbox', '@zxcvbn-ts', 'Django Software Foundation', 'Daniel Miessler'])
      expect(licences).toContain(holder)
  })
})

describe('a password that everybody here tries first', () => {
  const pairs = [...HEADS].flatMap((head) => [...TAILS].map((tail) => head + tail))
  const long = pairs.filter((one) => one.length >= 10)
  const some = long.filter((_, at) => at % 101 === 0)

  it('is a name, a word or letters with digits that mean something', () => {
    expect(new Set(long).size).toBeGreaterThan(900_000)
    expect(some.length).toBeGreaterThan(3_000)
    expect(some.filter((one) => !isSystematic(one))).toEqual([])
    expect(some.filter((one) => refusalOf(one) === undefined)).toEqual([])
  })

  it.each([
    'zhangwei5201314',
    'Wangfang@123456',
    '1qaz2wsx3edc',
    'woaizhongguo1949',
    '5201314zhaomin',
    'qq147258369',
    'aa123456789',
    'lili-1314520',
    'liuyang7758258',
  ])('such as %s', (password) => {
    expect([isSystematic(password), refusalOf(password)]).toEqual([true, guessable])
  })

  it('is not every word with a digit: what a person made up herself stays', () => {
    for (const own of ['liushu-yedian-7', 'chenwan de cha 4', 'majiang3que1zhuo'])
      expect([own, refusalOf(own)]).toEqual([own, undefined])
  })
})

describe('a password that knows the place', () => {
  let ground: Ground
  let guesses: string[]
  beforeAll(async () => {
    ground = await openGround()
    const { id: stationId } = await aStation(ground, { name: '桃林街道社工站', community: '柳河社区' })
    guesses = await guessesAbout(ground, await aWorker(ground, { stationId, name: '欧阳敏' }))
  })
  afterAll(() => ground.close())

  it.each([
    '桃林桃林桃林加油2026',
    'taolin-liuhe-2026',
    '桃林街道社工站2026',
    'liuheshequ520',
    'ouyangmin1314520',
    'Woaini5201314',
    'yimin-taolin!',
  ])('is refused: %s', (password) => {
    expect(refusalOf(password, guesses)).toEqual(guessable)
  })

  it('is fine elsewhere, and so is a sentence with the place in it', () => {
    expect(refusalOf('taolin-liuhe-2026')).toBeUndefined()
    expect(refusalOf('桃林的槐花开得比往年早', guesses)).toBeUndefined()
  })
})

it.each(['院子里的老槐树今年开花早', 'gray teapot hums at dusk', 'k7Qw-9vTz-2mRx', '四只猫睡在暖气片上面'])(
  'takes %s',
  (password) => {
    expect(refusalOf(password)).toBeUndefined()
  },
)
