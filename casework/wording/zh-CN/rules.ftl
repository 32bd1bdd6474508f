### 规则: what administrators read when they change keywords, routes, clocks, holidays or wording.

rules-menu = 规则（修改要先看影响，再由另一位管理员发布）：
rules-area-keywords = 关键词
rules-area-routes = 分派路由
rules-area-clocks = 时限
rules-area-holidays = 节假日
rules-area-wording = 文字
rules-area-shipped = { $area } · 第 { $version } 版（出厂）
rules-area-version = { $area } · 第 { $version } 版
rules-area-head = { $area }
rules-waiting = 待发布 { $id } · { $area } · { $title }
rules-corrections = 工作人员的类别更正
rules-version-line = 第 { $n } 版 · { $at } · 发布人编号 { $by }
rules-do-back = 退回第 { $n } 版
rules-do-back-shipped = 退回出厂规则
rules-back-title = 退回到第 { $n } 版
rules-years = { $years } 年放假安排
rules-how-keywords = 一行一个词：「＋ HJ03 夜间施工 3」是加或改（3 强、2 中、1 弱），「－ HJ03 噪音」是删。
    不知道类别编码，就发它名称里的几个字。
rules-how-routes = 一行一条：「HJ03 = 城管局」；限定乡镇「HJ03@青山镇 = 青山镇」；带协办「NY = 青山镇 + 人社局」；删除「HJ03 = 删」。等号右边写单位编码或简称。
    不知道类别编码，就发它名称里的几个字。
rules-how-clocks = 一行一条：「C11 = 20 自 2026-12-01」。法定期限只能缩短，从以后的某一天起算，不改变已经在走的时限。
rules-how-holidays = 请发来放假安排文件（JSON，字段 year、days：name、date、isOffDay），或把内容贴进来。
rules-how-wording = 先发几个字查找句子；再发「名称 = 新的文字」提出修改。花括号里的内容要保留。
rules-sentence = { $name } = { $words }
rules-no-sentence-found = 没有找到含有这些字的句子。

rules-topic-line = { $code } { $name }
rules-bad-keyword = 没看懂这一行：{ $line }。请写「＋ HJ03 夜间施工 3」或「－ HJ03 噪音」。
rules-no-topic = 没有类别 { $code }。
rules-name = 「{ $word }」像是人名、地名或时间，不能作关键词。
rules-bad-route = 没看懂这一行：{ $line }。请写「HJ03 = 城管局」。
rules-no-unit = 没有单位「{ $name }」。
rules-bad-clock = 没看懂这一行：{ $line }。请写「C11 = 20 自 2026-12-01」。
rules-clock-past = 生效日 { $day } 必须在今天以后。
rules-clock-longer = 「{ $clock }」最长 { $most }（{ $article }），只能缩短，不能延长。
rules-bad-wording = 请写「名称 = 新的文字」。
rules-no-such-sentence = 没有名为 { $name } 的句子。
rules-bad-sentence = { $name } 的新文字不能用，请检查花括号。
rules-unknown-argument = { $name } 里没有 { $names } 可以用。
rules-bad-notice = 这不是放假安排文件。请发 JSON（256 KB 以内）。

rules-proposal = 规则修改 { $id } · { $area } · { $title }（在{ $base }上）
rules-base = 第 { $n } 版
rules-base-shipped = 出厂规则
rules-asked = 已请 { $count } 位管理员看影响，由他们发布。
rules-alone = 还没有第二位管理员可以发布，请先用 /管理 邀请一位。
rules-change-add = ＋ { $topic }：{ $word }（{ $weight }）
rules-change-drop = － { $topic }：{ $word }
rules-change-unadd = 不再计 { $topic }：{ $word }
rules-change-undrop = 恢复 { $topic }：{ $word }
rules-change-route = { $where }：{ $was } → { $now }
rules-change-clock = { $name }：{ $length } { $unit }，{ $since } 起
rules-change-unclock = 撤回 { $name }：{ $length } { $unit }，{ $since } 起
rules-unit-day = 日
rules-unit-workday = 个工作日
rules-unit-hour = 小时
rules-change-more = ……还有 { $count } 处
rules-with = { $lead }（协办{ $co }）
rules-weight-0 = 删除
rules-weight-1 = 弱
rules-weight-2 = 中
rules-weight-3 = 强
rules-please-publish = 有一项规则修改请您看影响后决定：
rules-effect = 影响：近期 { $cases } 件中有 { $changed } 件会不同。
rules-effect-wording = 影响：{ $changed } 句文字会不同。
rules-effect-sure = 机器有把握的：由 { $before } 件变为 { $after } 件
rules-effect-moved = { $was } → { $now }：{ $count } 件
rules-effect-nobody = （人工分派）
rules-effect-clock = { $clock } { $name }：{ $count } 次中 { $moved } 次到期日会不同，其中 { $late } 次会由按期变为超期
rules-effect-date = { $number } · { $clock }：{ $was } → { $now }
rules-effect-sealed = （专人办理的一件）
rules-effect-sure-now = 日期不变、由暂定变为确定：{ $count } 件
rules-effect-sentence = { $name }
    原：{ $was }
    新：{ $now }
rules-effect-dropped = ⚠️ 新文字里少了：{ $names }
rules-do-publish = 发布
rules-do-measure = 重看影响
rules-do-drop = 不采用
rules-dropped = 已搁置。
rules-decided = 这项修改已经处理过了。
rules-own = 规则要由另一位管理员发布，提出人不能发布自己的修改。
rules-published = 已发布：{ $area } 第 { $version } 版「{ $title }」，半分钟内全部生效。
rules-holidays-done = { $years } 年放假安排已载入，{ $count } 个在走的时限日期有变化。
rules-corrections-title = 近 { $days } 天工作人员更正的类别（3 件以上；括号里是把它引错的词）：
rules-corrections-none = 近 { $days } 天没有 3 件以上的同类更正。
rules-correction = { $was }（{ $machine }）应为 { $now }（{ $clerk }）：{ $count } 件 · { $words }
