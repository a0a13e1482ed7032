import type { Random } from './privateValues.ts'

/** Sentences without any personal data, as they are said in a community's group every day. */

const GOODS =
  '西红柿 青椒 黄瓜 白菜 土豆 萝卜 羊肉 鸡蛋 豆腐 牛奶 大米 面粉 食用油 酱油 醋 盐 挂面 卫生纸 洗衣液 牙膏 桶装水 馒头 盒饭 饺子 苹果 橘子 香蕉 红薯 大葱 香菜 感冒灵 创可贴 料酒 电池 灯泡'.split(
    ' ',
  )
const UNITS = '斤 公斤 个 袋 瓶 箱 把 盒 桶 包 根 棵 份 卷 提 块'.split(' ')
const AMOUNTS = '1 2 3 5 10 12 20 30 一 两 三 四 五 六 十 半 1.5 2.5 十二 二十'.split(' ')
const MONEY = '15元 15块钱 20元以内 五十块 一百二十元 8.5元 3块5 ¥36 100元 1200元 10-15元 20～30元 15.80元 八毛'.split(
  ' ',
)
const TIMES =
  '10:30 08:00 今天11点前 明早8点 下午三点半 2026-11-22 2026年11月22日 11月22日 12月3日8:00至18:00 10:00-11:30 周六上午9点 晚上七点 二十分钟后 3天内 2026/11/25 14：30 七点一刻 09:00～17:00'.split(
    ' ',
  )
const PLACES =
  '六区9栋 八区6栋 3号楼 三区2栋 海棠苑1号楼 九区4栋 12号楼 六区 社工站 驿站 菜市场 门口 十二栋 A座 7号楼楼下'.split(
    ' ',
  )
const PEOPLE = '王阿姨 孙师傅 小李 赵社工 刘奶奶 老马 何大哥 勤务员小店 李老师'.split(' ')
const CODES = 'A102 A103 B205 C018 A999'.split(' ')
const CHATTER = [
  '早上好，今天真冷，大家多穿点',
  '收到，谢谢通知',
  '先打120！我已经叫值班社工，她马上联系您。',
  '着火了先打119，再告诉社工',
  '有事打12345热线，24小时都有人接',
  '110、119、120都记一下',
  '降温了小心感冒，注意保暖',
  '三三两两的人都去赶集了',
  '一二三四五，上山打老虎',
  '这个月已经办了1200多件事，谢谢大家',
  '全小区3000多户都装好了',
  '孩子今年12岁，身高150厘米，体重40公斤',
  '血压计量出来的数不对，麻烦看看',
  '老年食堂今天有红烧肉，15元一份',
  '高龄津贴政策有变化，周三下午有讲座',
  '两室一厅多少平都能装',
  '看电视的第8频道，晚上7点半',
  '坐15路公交到第3站下',
  '走了10000步，累坏了',
  '第二次全体会在社工站二楼会议室',
  '满意回1到5，三天内有问题说“没办好”，马上重办。',
  '温度零下20度，风力4-5级',
  '比分3-2，真精彩',
  '3号楼、4号楼、5号楼明天停水',
  '请把旧衣服放到6、7、8栋楼下的箱子里',
  '电梯修好了，辛苦师傅',
  '通知：12月3日8:00至18:00停水检修，请各户提前储水',
]

export function everydaySentence(random: Random): string {
  const p = random.pick
  const item = (): string => `${p(AMOUNTS)}${p(UNITS)}${p(GOODS)}`
  const templates: (() => string)[] = [
    () =>
      `${p(PEOPLE)}，记下了：${p(GOODS)}、${p(GOODS)}，共${p(MONEY)}，送到${p(PLACES)}。对的话回“对”，要改直接说。〔${p(CODES)}〕`,
    () => `${p(PLACES)}，送菜上楼，${p(MONEY)}，${p(TIMES)}。接就回“接${p(CODES)}”，不方便回“不接”。`,
    () => `麻烦带${item()}和${item()}，${p(MONEY)}`,
    () => `${item()} ${item()} 送到${p(PLACES)} ${p(TIMES)}`,
    () => `${p(CODES)}：小店已取货，${p(TIMES)}到。`,
    () => `${p(PLACES)}有一单送${p(GOODS)}，能接的回“接${p(CODES)}”。`,
    () => `${p(PEOPLE)}接了，${p(TIMES)}到，交接码 ${random.digits(4)}，到时告诉他。〔${p(CODES)}〕`,
    () => `今天${p(GOODS)}${p(MONEY)}一斤，${p(GOODS)}${p(MONEY)}，${p(TIMES)}开始`,
    () => `${p(TIMES)}在${p(PLACES)}集合，每人带${item()}`,
    () => `${p(PLACES)} ${item()}`,
    () => `${p(PLACES)}${p(AMOUNTS)}${p(UNITS)}${p(GOODS)}，${p(TIMES)}`,
    () => `${p(CODES)} ${p(CODES)} ${p(CODES)}都送到了`,
    () => `价格：${1 + random.below(99)}、${1 + random.below(99)}、${1 + random.below(99)}、${1 + random.below(99)}元`,
    () => `${p(TIMES)}，${p(TIMES)}，${p(TIMES)}都有空`,
    () => `一共${item()}、${item()}、${item()}，${p(MONEY)}，${p(TIMES)}送`,
    () => `${p(PEOPLE)}，好，正在找人，十分钟内给您回话。〔${p(CODES)}〕`,
    () => `${p(TIMES)}到${p(TIMES)}，${p(PLACES)}停电，请互相转告`,
    () => p(CHATTER),
  ]
  return p(templates)()
}
