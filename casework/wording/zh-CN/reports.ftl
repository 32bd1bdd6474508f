## Papers
papers-date = { $year }年{ $month }月{ $day }日

## Ledger
ledger-sheet = 台账
ledger-number = 信访件编号
ledger-registered = 登记日期
ledger-channel = 渠道
ledger-purpose = 信访目的
ledger-topic = 内容分类
ledger-town = 问题属地
ledger-title = 标题
ledger-people = 涉及人数
ledger-joint = 联名
ledger-repeat = 初重件
ledger-is-first = 初件
ledger-is-repeat = 重件
ledger-state = 办理状态
ledger-simple = 简易办理
ledger-unit = 责任单位
ledger-lead = 首办单位
ledger-received = 单位收到日期
ledger-accepted = 受理日期
ledger-answered = 答复日期
ledger-outcome = 处理结果
ledger-closed = 办结归档日期
ledger-due = 最近到期日
ledger-clock = 到期事项
ledger-extended = 延期
ledger-transfers = 转送次数
ledger-urged = 催办次数
ledger-name = 姓名
ledger-phone = 电话
ledger-address = 住址
ledger-yes = 是
channel-telegram = Telegram
channel-web = 网页
channel-letter = 来信
channel-visit = 来访
channel-phone = 来电
channel-hotline = 热线工单

## Periods
span-week = { $year }年第{ $week }周（{ $from } 至 { $to }）
span-month = { $year }年{ $month }月
span-quarter = { $year }年第{ $quarter }季度
span-year = { $year }年
span-other = { $from } 至 { $to }
span-unknown = 看不懂时间范围“{ $words }”。可以写：本周、上月、本季度、去年、2026W47、2026-11、2026Q4、2026，或 2026-01-01..2026-03-31。

## Bulletin (Art. 41)
bulletin-title = { $office }信访工作通报（{ $span }）
bulletin-heading-statistics = 一、信访事项的数据统计、涉及领域以及被投诉较多的机关、单位
bulletin-heading-handling = 二、转送、交办、督办情况
bulletin-heading-advice = 三、改进工作、完善政策、追究责任建议以及被采纳情况
bulletin-heading-other = 四、其他情况：群众评价、化解质量和办理时间
bulletin-note-as-of = 数据截至 { $moment }（北京时间）。同样的数据、同样的截止时间，重新生成的通报逐字节相同。
bulletin-note-rates = 百分比后的括号为“分子/分母”；“—”表示没有可计算的件，或因件数太少不予显示。未评价的不算满意。
bulletin-note-small = 分单位、分属地、分领域的统计中不足 { $least } 件的合并或不予显示；检举控告只计总数。
bulletin-note-explain = 每个数字都有名称和定义，运行 jianjian bulletin --explain 可以看到。
bulletin-pooled = 其他（每项件数较少，合并计）
bulletin-unknown = 未确定
bulletin-at-bureau = 信访部门（未转送）
bulletin-total = 合计
bulletin-days = 中位 { $median } 天，九成在 { $p90 } 天内（{ $n } 件）
bulletin-times = 平均 { $mean } 次（{ $n } 件）
bulletin-class-bureau = 信访部门（登记后转送、交办或告知）
bulletin-class-unit = 责任单位（书面告知）
bulletin-class-answer = 责任单位（答复）
bulletin-column-what = 项目
bulletin-column-number = 件数
bulletin-column-share = 占比
bulletin-column-timely = 及时
bulletin-column-late = 超期
bulletin-column-overdue = 超期未办
bulletin-column-waiting = 未到期
bulletin-column-unit = 单位
bulletin-column-intake = 及时受理率
bulletin-column-answer = 按期答复率
bulletin-column-satisfaction = 群众满意率
bulletin-column-participation = 群众参评率
bulletin-column-kind = 建议种类
bulletin-column-sent = 提出
bulletin-column-replied = 已反馈
bulletin-column-adopted = 采纳
bulletin-figure-column = 指标
bulletin-words-column = 结果
advice-improve = 改进工作
advice-policy = 完善政策
advice-accountability = 追究责任
figure-registered = 登记件数
figure-sealed = 其中检举控告（专人办理）
figure-online_share = 网上占比
figure-repeat_rate = 重复信访率
figure-by_purpose = 按信访目的
figure-by_channel = 按渠道
figure-by_topic = 按涉及领域
figure-by_unit = 按责任单位（被投诉较多的机关、单位）
figure-by_town = 按问题属地
figure-transferred = 转送件次
figure-assigned = 交办件次
figure-concluded = 办结件数
figure-open = 期末在办件数
figure-timely_intake_bureau = 及时受理率（信访部门）
figure-timely_intake_unit = 及时受理率（责任单位）
figure-on_time_answer_rate = 按期答复率
figure-on_time_answer_rate_compat = 按期答复率（含未到期，旧口径）
figure-on_time_review_rate = 复查复核按期办理率
figure-feedback_rate = 反馈率
figure-completion_rate = 办结率（交办件）
figure-first_time_completion = 初信初访办结率
figure-objection_rate = 异议率
figure-mean_transfers = 件均转送次数
figure-extension_rate = 延期率
figure-supervised = 督办件次
figure-supervision_reply_rate = 督办回复率
figure-classes = 期限执行情况（及时、超期、超期未办）
figure-units = 责任单位办理情况
figure-advice_sent = 提出建议
figure-advice_reply_rate = 建议反馈率
figure-adoption_rate = 建议采纳率
figure-by_advice = 按建议种类
figure-satisfaction_bureau = 群众满意率（信访部门）
figure-fully_satisfied_bureau = 其中“满意”（信访部门）
figure-participation_bureau = 群众参评率（信访部门）
figure-satisfaction_unit = 群众满意率（责任单位）
figure-fully_satisfied_unit = 其中“满意”（责任单位）
figure-participation_unit = 群众参评率（责任单位）
figure-resolved_once = 一次性化解率
figure-first_dispatch_solved_rate = 首派办结率
figure-settled = 案结事了率
figure-executed_rate = 支持意见执行率
figure-backlog_rate = 积案化解率
figure-sponsored_rate = 包案化解率
figure-at_reception = 接访一次性办结率
figure-three_response = 响应率（回访件）
figure-three_solving = 解决率（回访件）
figure-three_satisfaction = 满意率（回访件）
figure-days_to_transfer = 登记到转送、交办
figure-days_to_accept = 登记到受理
figure-days_to_answer = 登记到答复
figure-silent = 期末超过 7 天没有消息的在办件
figure-agreement = 分类一致率（机器、群众、经办三者一致）
define-registered = 本期登记的信访事项，含检举控告。
define-sealed = 本期登记的检举控告件，只计总数（第30条）。
define-online_share = 网页和 Telegram 渠道登记的件 ÷ 本期登记的全部件。
define-repeat_rate = 经办人员认定的重件 ÷ 本期登记的全部件。只作描述，不作目标。
define-by_purpose = 本期登记的件，按现在认定的信访目的分。
define-by_channel = 本期登记的件，按登记渠道分。
define-by_topic = 本期登记的件（不含检举控告），按内容分类一级分；不足 5 件的合并。
define-by_unit = 本期登记的件（不含检举控告），按现在的责任单位分；不足 5 件的合并。不排名，不设指标。
define-by_town = 本期登记的件（不含检举控告），按问题属地分；不足 5 件的合并。
define-transferred = 本期发生的转送（含同意异议后改转），按次计。
define-assigned = 本期发生的交办，按次计。
define-concluded = 第一次答复或以其他方式办结的日期在本期的件。
define-open = 本期最后一天（本期未完的，为数据截止日）仍在办理的件，不含等候群众评价、复查的件。
define-timely_intake_bureau = C1 期限内完成转送、交办或告知的件 ÷（及时 + 超期 + 超期未办）；期限届满日或完成日在本期（第22条）。
define-timely_intake_unit = C2、C3 期限（简易办理为 S1）内书面告知的件 ÷（及时 + 超期 + 超期未办）；期限届满日或完成日在本期（第23条）。
define-on_time_answer_rate = 在 C5（60日）、批准延期后的 C6 或简易办理 S3 期限内答复的件 ÷（按期 + 超期 + 超期未答复）；期限届满日在本期，或在本期提前答复（第34条）。
define-on_time_answer_rate_compat = 同上，分母另加期限届满日在本期但尚未到期、尚未答复的件。
define-on_time_review_rate = C8、C10 期限内作出复查、复核意见的件 ÷ 应作出的件；期限届满日在本期（第35条、第36条）。
define-feedback_rate = 每个在本期届满的期限内都向群众作过实质告知的件 ÷ 有期限在本期届满的件。登记回执、自动提示不算实质告知。
define-completion_rate = 本期交办、到数据截止时已办结的件 ÷ 本期交办的件。
define-first_time_completion = 本期受理、到数据截止时已答复的初件 ÷ 本期受理的初件（按件，不按人）。
define-objection_rate = 本期提出的异议 ÷ 本期转送、交办、改转的件次。
define-mean_transfers = 本期登记的件被转送、交办的总次数 ÷ 本期登记的件。
define-extension_rate = 本期受理、到数据截止时批准过延期的件 ÷ 本期受理的件。
define-supervised = 本期发出的督办，按次计（第40条）。
define-supervision_reply_rate = 本期发出的督办中在期限内回复的 ÷ 本期发出且期限有效的督办。
define-classes = 各类期限的及时、超期、超期未办和未到期件数；期限届满日或完成日在本期。
define-units = 各单位的四个比率。
define-by_unit_intake = 该单位的 C2、C3、S1，算法同“及时受理率（责任单位）”；不足 5 件的不显示。
define-by_unit_answer = 该单位的 C5、C6、S3，算法同“按期答复率”；不足 5 件的不显示。
define-by_unit_satisfaction = 对该单位的评价，算法同“群众满意率（责任单位）”；不足 5 件的不显示。
define-by_unit_participation = 对该单位的评价，算法同“群众参评率（责任单位）”；不足 5 件的不显示。
define-advice_sent = 本期发出的三项建议（第14条、第40条）。
define-advice_reply_rate = 已书面反馈的建议 ÷ 本期发出的建议。
define-adoption_rate = 已采纳的建议 ÷ 已反馈的建议；部分采纳不算采纳。
define-by_advice = 本期发出的建议，按种类分。
define-satisfaction_bureau = （满意 + 基本满意）÷ 已评价；未评价的不在分母，也不算满意；只计初次登记、可公开、未导入法定程序的件。
define-fully_satisfied_bureau = 满意 ÷ 已评价。
define-participation_bureau = 已评价 ÷ 可评价（评价期在本期开始或届满，或本期作了评价）；只计初次登记、可公开、未导入法定程序的件。
define-satisfaction_unit = （满意 + 基本满意）÷ 已评价；未评价的不在分母，也不算满意；只计初次登记、可公开、未导入法定程序的件。
define-fully_satisfied_unit = 满意 ÷ 已评价。
define-participation_unit = 已评价 ÷ 可评价（评价期在本期开始或届满，或本期作了评价）；只计初次登记、可公开、未导入法定程序的件。
define-resolved_once = 观察期（90日）已满的初件中，以支持、部分支持、解释说明或采纳办结，且观察期内没有重复、没有申请复查、没有不满意评价的 ÷ 观察期已满的初件。统计的是 90 日前那一期办结的件。
define-first_dispatch_solved_rate = 本期受理的件中由首派单位办结、没有第二次转送、没有退回重办的 ÷ 本期受理的件。
define-settled = 90 日前那一期办结、已登记落实且 90 日内没有退回重办的件 ÷ 那一期办结的件。
define-executed_rate = 已登记落实的件 ÷ 本期答复予以支持、部分支持的件（第32条）。
define-backlog_rate = 期初已登记超过 90 日仍未办结的件中，本期办结的 ÷ 全部。
define-sponsored_rate = 包案中已化解的 ÷ 本期有领导包案的件。
define-at_reception = 接访当日即办结的件 ÷ 本期接访的件。
define-three_response = 责任单位按期告知过群众的件 ÷ 本期回访的件。
define-three_solving = 群众说“已解决”的件 ÷ 本期回访的件。
define-three_satisfaction = 对责任单位评价满意、基本满意的件 ÷ 本期回访的件；未评价的不算满意。
define-days_to_transfer = 本期第一次转送、交办的件，从登记到转送、交办的天数：中位数和九成位（最近秩）。
define-days_to_accept = 本期第一次受理的件，从登记到受理的天数。
define-days_to_answer = 本期第一次答复的件，从登记到答复的天数。
define-silent = 期末在办、群众最后一次看到进展已超过 7 天的件。
define-agreement = 机器首次分类、群众确认、经办认定三者相同的件 ÷ 三者都有的件。
bulletin-paper-title = 信访工作通报
bulletin-reference = 期别：{ $code }
bulletin-explained = 数字的名称和算法
bulletin-explain-line = - `{ $query }` { $label } = { $words }；分子/分母 { $parts }。{ $definition }
bulletin-chart-title = 主要指标（{ $span }）

## In the chat
ledger-usage =
    请选台账的时间范围，也可以直接写，例如：
    /台账 2026-11 人社局 在办 csv
    时间：本月、上月、2026Q4、2026、2026-01-01..2026-03-31；状态：在办、办结、已受理等。台账不含姓名电话。
ledger-caption = { $span }台账，共 { $rows } 件。请按规定保管。
ledger-caption-sealed = { $span }台账，共 { $rows } 件；另有专人办理的件 { $sealed } 件，不列出。请按规定保管。
ledger-too-many = 超过 { $most } 件，请缩小范围，或由管理员在服务器上运行 jianjian ledger。
ledger-not-abroad = 含姓名电话的台账不通过境外平台发送，请在网页端导出。
ledger-other-unit = 只能导出本单位的台账。
ledger-only-own-role = 没有编号为 { $staff } 的在岗人员，或其角色不能导出这份台账。
bulletin-usage = 请选通报的时间范围，也可以直接写，例如：/通报 2026-11、/通报 2026Q4、/通报 2026。
bulletin-future = 这段时间还没有开始。

## On the command line
reports-no-database = 找不到数据库，请先运行 jianjian migrate。
reports-written = 已写入 { $file }：{ $rows } 件。
reports-sealed = 另有专人办理的件 { $sealed } 件，不列出。
reports-cannot-write = 不能写入 { $file }：{ $why ->
        [ENOENT] 没有这个文件夹
        [ENOTDIR] 上一级不是文件夹
        [EEXIST] 同名的文件已经存在，它不是文件夹
        [EACCES] 没有写入的权限
        [EPERM] 没有写入的权限
        [EROFS] 这个位置只读
        [ENOSPC] 磁盘已满
       *[other] 系统提示“{ $why }”
    }。请换一个位置再试。
reports-is-folder = “{ $file }”是一个文件夹，请写出文件名，如 { $file }/台账.xlsx。
reports-which-form = “{ $file }”不能用作台账：文件名要以 .xlsx 或 .csv 结尾。
reports-progress-ledger = 写台账
reports-progress-bulletin = 汇总
reports-progress-plain = { $what }：{ $done } / { $total }
reports-needs-staff = 导出姓名电话或专人办理的件，要用 --staff 指明是谁导出，并会记入审计日志。
reports-unknown-unit = 没有代码为“{ $unit }”的单位。
reports-unknown-state = 没有“{ $state }”这个办理状态。
reports-unknown-moment = 看不懂时间“{ $words }”，请写成 2026-12-01 或 2026-12-01T09:00。
reports-saved = 已写入 { $file }
reports-no-charts = 没有安装绘图库，图改为文字（安装：pip install 'jianjian[charts]'）。
