import { inviteWords, releaseWords } from '@yimin/shared/entry/words'
import { filledInWords } from '@yimin/shared/people/words'
import { readReleaseWishes, readWishes, UsageError } from '../../../server/app/inviteWishes.ts'

const station = { name: '桃林街道社工站', community: '柳河社区', phone: '0472-1112222' }

describe('what is typed behind npm run invite', () => {
  it('is whom to invite, and where there is no station yet, which one to begin with', () => {
    const first = ['--station', station.name, '--community', station.community, '--station-phone', station.phone]
    expect(
      readWishes(['--name', ' 郑方 ', '--phone', '139 0000 1111', '--role', 'station_director', ...first]),
    ).toEqual({
      name: '郑方',
      phone: '13900001111',
      role: 'station_director',
      reason: expect.any(String),
      lostPhone: false,
      station,
    })
    expect(readWishes(['--name', '郑方', '--reason', '换了手机'])).toMatchObject({
      reason: '换了手机',
      station: undefined,
    })
    expect(readWishes(['--name', '郑方', '--lost-phone'])).toMatchObject({ lostPhone: true })
  })

  it.each<[string, string[], string]>([
    ['no name', [], inviteWords.noName],
    ['a name of nothing', ['--name', ' '], inviteWords.noName],
    ['a role that is none', ['--name', '郑方', '--role', 'boss'], inviteWords.wrongRole],
    ['a role that is no member of staff', ['--name', '郑方', '--role', 'volunteer'], inviteWords.wrongRole],
    ['an option that is none', ['--nmae', '郑方'], inviteWords.unknown('--nmae')],
    ['words without an option', ['郑方'], inviteWords.unknown('郑方')],
    ['an option without its words', ['--name'], inviteWords.unknown('--name <value>')],
    ['half a station', ['--name', '郑方', '--station', '桃林社工站'], inviteWords.first],
  ])('that is %s is refused with a sentence', (_, args, sentence) => {
    expect(() => readWishes(args)).toThrow(new UsageError(sentence))
  })

  it('a phone that is none is refused with its field', () => {
    const wrong = [{ path: 'phone', message: filledInWords.phoneWrong }]
    expect(() => readWishes(['--name', '郑方', '--phone', '12'])).toThrow(expect.objectContaining({ fields: wrong }))
  })
})

describe('what is typed behind npm run release', () => {
  it('is whose account, and why', () => {
    expect(readReleaseWishes(['--name', '孙丽', '--phone', '139 0000 1111', '--reason', '手机丢了'])).toEqual({
      name: '孙丽',
      phone: '13900001111',
      reason: '手机丢了',
    })
  })

  it.each<[string, string[], string]>([
    ['no name', ['--reason', '手机丢了'], inviteWords.noName],
    ['a role', ['--name', '孙丽', '--role', 'supervisor'], releaseWords.nothingElse],
    ['what belongs to an invitation', ['--name', '孙丽', '--lost-phone'], releaseWords.nothingElse],
  ])('that is %s is refused with a sentence', (_, args, sentence) => {
    expect(() => readReleaseWishes(args)).toThrow(new UsageError(sentence))
  })
})
