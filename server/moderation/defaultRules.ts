import type { Category } from '@yimin/shared/language/frame'
import type { ReasonCode } from '@yimin/shared/moderation/words'

/** Goods that are not brought. All fields are plain words, Latin letters small, so that a station can edit them. */
export interface ForbiddenGoods {
  reason: ReasonCode
  /** Forbidden wherever a request names them. */
  words: string[]
  /** Short words: forbidden as an item, or right behind a verb of bringing (带包烟). */
  goods: string[]
  /** Harmless words that hold a forbidden one (料酒, 油烟机). */
  except: string[]
}

/** What a station may set. Money in whole yuan, as the speaker names it. */
export interface ModerationSettings {
  /** Belief of the reader (0 to 1) below which a worker looks first. */
  reviewBelow: number
  /** Budgets above this many yuan wait for a worker. */
  reviewBudgetAbove: number
  /** Texts longer than this many characters wait for a worker. */
  reviewTextAbove: number
  /** Texts with more phone numbers than this wait for a worker. */
  phonesAllowed: number
  reviewCategories: Category[]
  forbidden: ForbiddenGoods[]
  prescription: {
    /** Medicines sold on prescription only: refused without one. */
    drugs: string[]
    /** Words for whole classes of such medicines: a worker asks which one. */
    classes: string[]
    /** Free-sale forms whose names hold one of the above (红霉素软膏). */
    except: string[]
    /** Words that say there is a prescription, or that it lies ready at a hospital: a worker checks it. */
    proof: string[]
  }
  doubtful: { adverts: string[]; insults: string[]; fraud: string[]; commands: string[] }
}

const listed = (words: string): string[] => words.trim().toLowerCase().split(/\s+/)

/**
 * Defaults of a station. Own lists: goods after the law on tobacco (烟草专卖法), medicines (药品管理法, prescription and
 * free sale), explosives, dangerous chemicals and wild animals; and what an errand service leaves alone for safety's sake.
 */
export const defaultModeration: ModerationSettings = {
  reviewBelow: 0.5,
  reviewBudgetAbove: 500,
  reviewTextAbove: 500,
  phonesAllowed: 1,
  reviewCategories: ['nursing', 'counselling', 'childcare'],
  forbidden: [
    {
      reason: 'tobacco',
      words: listed(
        '香烟 卷烟 烟草 烟丝 旱烟 雪茄 电子烟 烟弹 条烟 包烟 盒烟 烟卷 中华烟 芙蓉王 玉溪烟 黄鹤楼烟 红塔山 云烟 苁蓉烟 槟榔',
      ),
      goods: listed('烟 中华 玉溪 利群'),
      except: listed(
        '油烟机 抽烟机 烟机 油烟 烟道 烟囱 烟雾 烟感 烟筒 烟灰缸 烟盒 烟头 无烟 戒烟 禁烟 吸烟区 云烟雨 烟台 烟花',
      ),
    },
    {
      reason: 'alcohol',
      words: listed(
        '白酒 啤酒 红酒 黄酒 米酒 葡萄酒 果酒 药酒 洋酒 散酒 烧酒 老酒 喜酒 二锅头 茅台 五粮液 老白干 老窖 汾酒 郎酒 泸州 江小白 牛栏山 河套王 威士忌 白兰地 伏特加 鸡尾酒 预调酒 瓶酒 箱酒 斤酒 两酒 酒水 烈酒 奶酒 马奶酒',
      ),
      goods: listed('酒'),
      except: listed(
        '料酒 酒精 碘酒 酒酿 酒曲 酒店 酒席 酒楼 酒瓶 酒箱 酒盒 酒杯 酒窝 酒驾 戒酒 解酒 喝喜酒 酒糟 啤酒鸭 啤酒瓶 啤酒箱 葡萄酒瓶 白酒瓶 无酒精',
      ),
    },
    {
      reason: 'cash',
      words: listed(
        '取现金 送现金 带现金 拿现金 换现金 取钱 取款 提款 取现 汇款 汇钱 帮我转账 帮忙转账 代转账 给我转账 给我转钱 帮我转钱 转账到 帮我打款 借钱 借点钱 借我钱 送点钱 捎点钱 借款 借贷 贷款 放贷 高利贷 套现 信用卡代还 存款 存钱 换零钱 换外币 取养老金 取工资 取退休金 银行卡取',
      ),
      goods: [],
      except: listed('社区贷款政策 贷款政策 取钱包 取款机 取款单'),
    },
    {
      reason: 'gas_cylinder',
      words: listed('煤气罐 煤气瓶 液化气 液化石油气 气罐 罐气 钢瓶 换煤气 灌煤气 扛煤气 罐煤气 瓶煤气 丁烷'),
      goods: [],
      except: listed('液化气费 气罐漏 煤气罐漏 液化气漏'),
    },
    {
      reason: 'weapon',
      words: listed(
        '管制刀具 匕首 砍刀 弹簧刀 甩刀 甩棍 电棍 电击器 手枪 气枪 仿真枪 步枪 猎枪 火药枪 枪支 子弹 弩箭 弓弩 手弩 钢珠枪 催泪',
      ),
      goods: listed('枪 弩'),
      except: listed('水枪 喷枪 玩具枪 胶枪 额温枪 体温枪 打气枪 筋膜枪 射钉枪'),
    },
    {
      reason: 'explosive',
      words: listed('烟花 爆竹 鞭炮 炮仗 二踢脚 礼花弹 炸药 雷管 火药 散装汽油 桶汽油 壶汽油 瓶汽油 散装柴油 香蕉水'),
      goods: listed('汽油 炮'),
      except: listed('烟花表演 看烟花 烟花晚会 电子鞭炮 炮制'),
    },
    {
      reason: 'poison',
      words: listed('百草枯 敌敌畏 毒鼠强 氰化 砒霜 甲胺磷 氟乙酰胺 溴敌隆 毒药 硫酸 盐酸瓶 浓硝酸'),
      goods: [],
      except: listed('硫酸氨基葡萄糖 硫酸亚铁 硫酸镁 硫酸锌 硫酸软骨素'),
    },
    {
      reason: 'wildlife',
      words: listed(
        '野生动物 野味 野兔 野鸡 野猪 野鸭 麻雀 穿山甲 果子狸 猫头鹰 刺猬 活蛇 蛇肉 娃娃鱼 狍子 黄羊 旱獭 土拨鼠 天鹅 熊掌 象牙 虎骨',
      ),
      goods: [],
      except: listed('野鸡蛋 野鸭蛋 黄羊毛'),
    },
    {
      reason: 'lottery',
      words: listed('彩票 双色球 大乐透 刮刮乐 刮刮奖 福彩 体彩 六合彩 时时彩 赌博 赌球 下注 买码'),
      goods: [],
      except: listed('福彩公益 体彩公益 福彩基金'),
    },
    {
      reason: 'drug',
      words: listed('毒品 冰毒 海洛因 大麻 摇头丸 K粉 麻古 鸦片 罂粟 笑气 听话水 迷药 迷魂药'),
      goods: [],
      except: listed('大麻子 大麻花 大麻袋 火麻'),
    },
    {
      reason: 'fraud_service',
      words: listed(
        '假证 办证刻章 刻章办证 代开发票 假发票 假币 代考 替考 刷单 刷信誉 跑分 代实名 收银行卡 租银行卡 收电话卡 卖身份证',
      ),
      goods: [],
      except: [],
    },
  ],
  prescription: {
    drugs: listed(`
      阿莫西林 头孢 阿奇霉素 罗红霉素 克拉霉素 左氧氟沙星 诺氟沙星 氟哌酸 环丙沙星 青霉素 红霉素 克林霉素 甲硝唑 替硝唑 庆大霉素 阿昔洛韦 奥司他韦 达菲 玛巴洛沙韦 氟康唑 伊曲康唑
      硝苯地平 氨氯地平 络活喜 拜新同 心痛定 非洛地平 缬沙坦 厄贝沙坦 氯沙坦 替米沙坦 坎地沙坦 卡托普利 依那普利 贝那普利 培哚普利 美托洛尔 倍他乐克 比索洛尔 普萘洛尔 利血平 降压零号 北京降压0号 复方利血平
      二甲双胍 格列美脲 格列齐特 格列本脲 格列喹酮 消渴丸 阿卡波糖 拜糖平 达格列净 恩格列净 西格列汀 利格列汀 胰岛素 诺和灵 诺和锐 甘精 司美格鲁肽 利拉鲁肽
      阿托伐他汀 立普妥 瑞舒伐他汀 可定片 辛伐他汀 阿司匹林肠溶 拜阿司匹灵 氯吡格雷 波立维 替格瑞洛 华法林 利伐沙班 硝酸甘油 异山梨酯 消心痛 地高辛 胺碘酮 呋塞米 速尿 螺内酯 氢氯噻嗪 曲美他嗪
      泼尼松 强的松 地塞米松 甲泼尼龙 沙丁胺醇 布地奈德 信必可 舒利迭 孟鲁司特 顺尔宁 茶碱 左甲状腺素 优甲乐 甲巯咪唑
      安定片 地西泮 阿普唑仑 艾司唑仑 舒乐安定 劳拉西泮 佐匹克隆 右佐匹克隆 唑吡坦 思诺思 氯硝西泮 安眠药 舍曲林 氟西汀 百忧解 帕罗西汀 西酞普兰 米氮平 文拉法辛 度洛西汀 奥氮平 利培酮 喹硫平 阿立哌唑 氯氮平 碳酸锂 卡马西平 丙戊酸钠 德巴金 左乙拉西坦 苯妥英钠 多奈哌齐 美金刚 美多芭
      曲马多 可待因 吗啡 芬太尼 羟考酮 杜冷丁 西地那非 万艾可 他达拉非 米非司酮 非那雄胺 秋水仙碱 别嘌醇 非布司他 甲氨蝶呤 来氟米特 羟氯喹 他莫昔芬 来曲唑 环磷酰胺 异维A酸 加巴喷丁 普瑞巴林
    `),
    classes: listed(
      '降压药 降糖药 降血压的药 降血糖的药 降脂药 降血脂药 血压药 糖尿病药 高血压药 抗生素 消炎药 激素药 抗抑郁药 精神类药 镇静药 安定药 心脏病药 抗癌药 靶向药 化疗药 处方药',
    ),
    except: listed('红霉素软膏 红霉素眼膏 阿昔洛韦软膏 阿昔洛韦乳膏 甲硝唑凝胶 氯霉素眼药水'),
    proof: listed(
      '带处方 有处方 处方单 处方笺 处方在 按处方 凭处方 开了处方 开的处方 开好了 开好的 医生开 大夫开 医院开 医院取 去医院拿 医院拿 药房取 取医院 卫生服务中心取 卫生服务中心拿 卫生站取 卫生站拿 病历 开的药 已经开了',
    ),
  },
  doubtful: {
    adverts: listed(
      '加微信 加我微信 加V 加v 加薇 扫码领 扫码进群 扫码加 进群领 免费领 免费送鸡蛋 领鸡蛋 限时优惠 限时抢购 清仓 大甩卖 招代理 诚招 招商加盟 加盟 兼职 日结 日赚 月入 轻松赚 躺赚 在家赚钱 代理价 厂家直销 包治 根治 祖传秘方 办卡优惠 开业大酬宾 转发有奖 集赞 砍一刀 点赞领',
    ),
    insults: listed(
      '傻逼 傻B 煞笔 沙比 傻叉 妈的 他妈 你妈逼 操你 草你 草泥马 王八蛋 混蛋 滚蛋 去死 畜生 畜牲 贱人 婊子 狗东西 狗日 你个废物 废物东西 脑残 神经病 不要脸 臭不要脸 弄死你 打死你 砍死 杀了你',
    ),
    fraud: listed(
      '转账 验证码 安全账户 公检法 洗钱 冻结账户 中奖 返利 返现 刷流水 先交保证金 交保证金 解冻金 手续费先付 投资理财 高收益 稳赚 内部消息 荐股 虚拟币 数字货币 USDT 屏幕共享 共享屏幕 远程控制 银行卡号 卡密 密码发 身份证正反面 手持身份证 征信修复 百万保障 退款理赔 客服退款 充值卡 礼品卡 游戏点卡',
    ),
    commands: listed(
      '忽略以上 忽略上面 忽略之前 忽略前面 忽略所有 无视以上 无视之前 无视规则 忘记之前 忘掉之前 不要遵守 绕过审核 跳过审核 不用审核 无需审核 免审核 审核通过 直接通过 直接放行 自动批准 我批准 已批准 我同意支出 同意支出 批准支出 支出同意 我是站长 我是主任 我是管理员 我是社工站 我是督导 我是系统 我是开发 以站长 代表站长 站长同意 站长批准 站长说了 系统提示: 系统消息: 系统指令 管理员模式 管理员权限 开发者模式 调试模式 最高权限 请扮演 你扮演 扮演一个 假装你是 你现在是 从现在起你 把所有人的 列出所有 所有居民的 导出所有 导出名单 导出电话 导出居民 删除所有 清空数据 ignoreprevious ignoreall ignoreabove systemprompt system: assistant: developermode jailbreak sudo droptable <script',
    ),
  },
}
