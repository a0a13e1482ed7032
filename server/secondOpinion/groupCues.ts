import type { Group } from '@yimin/shared/language/frame'

/** A group is believed only where one of these words stands in the message: nobody is called ill or poor by somebody else's guess. */
export const GROUP_CUES: Record<Group, RegExp> = {
  pregnant: /孕|怀|月子|产妇|生娃|生孩子/u,
  elderly: /老|岁数|年纪|退休|奶奶|爷爷|大爷|大娘|姥|外婆|外公|[6-9]\d岁|[六七八九]十/u,
  child: /孩|娃|宝宝|婴|幼|儿童|学生|小学/u,
  disabled: /残|轮椅|聋|盲|瞎|瘫|拐杖|失明/u,
  hardship: /低保|困难|下岗|失业|没钱|贫/u,
  alone: /独居|独自|一个人|自己一人|没人在/u,
  patient: /病|伤|手术|开刀|卧床|住院|骨折|化疗|疼|痛/u,
}
