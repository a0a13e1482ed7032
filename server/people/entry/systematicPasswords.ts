/**
 * What no stolen list of the world holds in full and everybody here tries first: a name, a word or a letter or two in pinyin with
 * digits that mean something. The parts are ours, written down by hand; what is refused is every pair of them.
 */

/** The hundred most frequent family names, as they are typed. */
const FAMILY =
  `wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng
han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lv ding ren shen yao lu cui zhong tan fan jin shi
liao jia xia fu fang bai zou meng xiong qin qiu hou yin xue yan lei long duan hao kong shao mao chang wan gu lai qian kang
qiao niu tao dai gong ai ji an ge`.split(/\s+/)
/** Of given names the syllables that most are made of. */
const GIVEN =
  `wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao xia ping gang hua hong yu xin bo fei
hao jian kai lan mei ning peng qing rui shan ting xue ying`.split(/\s+/)
const WORDS =
  `woaini woaiwo woaita woaiwojia woaizhongguo woailaopo woailaogong woaimama aini ainiyiwannian wojiushiwo wohenni
woshishui woshini woshiren nihao nishishui zhongguo beijing shanghai tianxia wuyu mima wodemima wangjimima buzhidao baobei
baobao laopo laogong mama baba xihuan xiaoxiao xingfu kuaile gongxi facai jiayou wodeshijie caonima shabi hehe haha hahaha
xiaoqiang xiaoming tiancai meinv shuaige dashen yonghu admin administrator root guest test user login qq weixin alipay taobao
love iloveyou password passwd welcome hello abc abcd abcde abcdef qwe qwer qwert qwerty asd asdf asdfg asdfgh zxc zxcv zxcvb
zxcvbn qaz wsx edc qazwsx qazwsxedc qweasd qweasdzxc asdzxc aaa aaaa abcabc`.split(/\s+/)
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']

/** Rows and columns of the keyboard, and what digits sound like: 520 is "I love you", 1314 "a whole life", 168 "all the way to wealth". */
const DIGITS =
  `123 1234 12345 123456 1234567 12345678 123456789 1234567890 0123456789 0987654321 987654321 87654321 654321 321
123123 123321 12321 112233 11223344 111222 121212 1212 123654 1234554321 1234qwer 1q2w3e 1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5
1qaz2wsx 1qaz2wsx3edc 1qazxsw2 zaq12wsx 147258 147258369 258369 369258147 159357 159753 357159 741852 741852963 789456
789456123 456123 456789 963852741 1472583690 000 0000 000000 00000000 111 1111 111111 11111111 222222 333333 444444 555555 5555
666 6666 666666 66666666 777777 888 8888 888888 88888888 999 9999 999999 99999999 101010 100200 110110 119119 120120 10086 10010
520 521 1314 5201314 520520 521521 1314520 1314521 5211314 52013140 520131400 7758258 7758521 5845201314 201314 1413 3344
3344520 584520 584521 530 770880 168 168168 1688 518518 5188 8618 9958 886 88 66 99 00 11 12 01 007 131421 131452 0515
zxcvbnm asdfghjkl qwertyuiop`.split(/\s+/)

const YEARS = Array.from({ length: 91 }, (_, at) => String(1940 + at))

/** A word, a letter once to four times, a name, or two or three syllables of one. */
export const HEADS: ReadonlySet<string> = new Set([
  ...WORDS,
  ...LETTERS.flatMap((letter) => [1, 2, 3, 4].map((times) => letter.repeat(times))),
  ...LETTERS.flatMap((one) => LETTERS.map((another) => one + another)),
  ...FAMILY,
  ...GIVEN,
  ...FAMILY.flatMap((family) => GIVEN.map((given) => family + given)),
  ...GIVEN.flatMap((one) => GIVEN.map((another) => one + another)),
])
/** Digits that mean something, and years of birth. */
export const TAILS: ReadonlySet<string> = new Set([...DIGITS, ...YEARS])

/** All that may stand alone or be said twice. */
const isPart = (text: string) => HEADS.has(text) || TAILS.has(text)
const SEPARATORS = /[\s._\-@#!*+=~$%&,;:/]+/g

/** Whether it is made of two such parts, in either order and whatever mark stands between them or at the end: `zhangwei@5201314`. */
export function isSystematic(password: string): boolean {
  const bare = password.normalize('NFKC').toLowerCase().replace(SEPARATORS, '')
  if (isPart(bare)) return true
  const cuts = Array.from({ length: Math.max(0, bare.length - 1) }, (_, at) => at + 1)
  return cuts.some((cut) => isPart(bare.slice(0, cut)) && isPart(bare.slice(cut)))
}
