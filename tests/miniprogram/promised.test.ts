import { promisedWords } from '../../miniprogram/src/requests/promised.ts'

const now = new Date('2026-11-22T23:30:00+08:00')

describe('a promised time', () => {
  it.each([
    ['2026-11-22T11:05:00+08:00', '今天 11:05前'],
    ['2026-11-22T15:59:00Z', '今天 23:59前'],
    ['2026-11-22T16:00:00Z', '明天 0:00前'],
    ['2026-11-21T09:00:00+08:00', '昨天 9:00前'],
    ['2026-12-01T09:30:00+08:00', '12月1日 9:30前'],
  ])('%s is said as %s', (promised, said) => expect(promisedWords(promised, now)).toBe(said))

  it('stays as it is where the server chose the words', () => {
    expect(promisedWords('今天11点前', now)).toBe('今天11点前')
    expect(promisedWords('', now)).toBe('')
  })
})
