import fc from 'fast-check'
import { findPersonalData, safeGroupName } from '../../../server/moderation/index.ts'

it.each([
  ['王阿姨', '王阿姨'],
  ['王芳@社区助手', '王芳'],
  ['\u202e王芳\u202c', '王芳'],
  ['王\u200b芳', '王芳'],
  ['王芳13812345678', '王芳'],
  ['9栋2单元402王姐', '9栋王姐'],
  ['3-2-501 老马', '老马'],
  ['王芳2026', '王芳'],
  ['抗癌勇士', '抗勇士'],
  ['🌸静静🌸', '静静'],
  ['=HYPERLINK("http://x.com")', 'HYPERLINKhtt'],
  ['这是一个特别特别特别特别长的名字', '这是一个特别特别特别特别'],
  ['Mary Lee', 'MaryLee'],
  ['社区助手', '这位邻居'],
  ['站长', '这位邻居'],
  ['13812345678', '这位邻居'],
  ['🌸', '这位邻居'],
  ['', '这位邻居'],
  ['\ud800', '这位邻居'],
])('%s is spoken to as %s', (name, said) => expect(safeGroupName(name)).toBe(said))

it('is short, plain and free of personal data whatever the nick name is', () => {
  const sign = fc.constantFrom(...'王芳阿姨9栋2单元402@＠138幺零\u202e\u200b🌸 -.()<>=\n\ud83d')
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
      const said = safeGroupName(signs.join(''))
      expect([...said].length).toBeLessThanOrEqual(12)
      expect(said).toMatch(/^[\p{Script=Han}A-Za-z·0-9]+$/u)
      expect(said).not.toMatch(/[0-9]{2}/)
      expect(findPersonalData(said)).toEqual([])
    }),
    { numRuns: 2_000, seed: 1 },
  )
})
