### What officers read. No name, phone, address or word of a citizen in anything that goes to a group.

staff-urgent = 🔴 紧急事项 ·{" "}
staff-people = 涉及 { $count } 人
staff-registered = { $date } 登记
staff-provisional = （暂定）
staff-state = 现在：{ $state } · { $unit }
staff-signed = 已签收（{ $time }）
staff-urged = 信访人已催办 { $count } 次
staff-due-C1 = 应于 { $date }前转送、交办或答复（第 22 条，15 日）
staff-due-C2 = 应于 { $date }前书面告知（第 23 条，15 日）
staff-due-C3 = 应于 { $date }前告知受理情况（第 23 条，15 日）
staff-due-C4 = 异议窗口至 { $date }（第 23 条，5 个工作日）
staff-due-C5 = 应于 { $date }前办结（第 34 条，60 日）
staff-due-C6 = 延长后应于 { $date }前办结（第 34 条）
staff-due-C8 = 应于 { $date }前出具复查意见（第 35 条，30 日）
staff-due-C10 = 应于 { $date }前提出复核意见（第 36 条，30 日）
staff-due-C11 = 应于 { $date }前反馈并提交办结报告（第 22 条）
staff-due-S1 = 应于 { $date }前决定是否受理（简易，3 个工作日）
staff-due-S3 = 应于 { $date }前答复（简易，10 个工作日）
staff-due-V1 = 督办应于 { $date }前回复（第 40 条）
staff-concerns = 涉及：{ $concerns }
staff-happened = 时间：{ $happened }
staff-place = 地点：{ $place }
staff-files = 材料 { $count } 份（点「看材料」）
staff-demand = 请求 { $n }：{ $demand }
staff-person = 信访人：{ $name }　电话 { $phone }　住址 { $address }
staff-anonymous = 信访人：匿名
staff-no-standing = 没有查到您可以办理的这一件。
staff-no-role = 这一项只有相应的工作人员可以用。
staff-write-me-first = 请先私聊我发一句「你好」，再回来点这个按钮。
staff-sent-private = 已发到您的私聊。
staff-done = { $number } · { $what }，已记录。
staff-ping-pong = { $number } 已转手 { $hops } 次，建议提交联席会议协调（第 24 条），由先受理的单位牵头。
staff-todo = 待办（按时限排）：共 { $count } 件
staff-todo-none = 现在没有待办事项。
staff-todo-line = { $number } · { $state } · { $due }
staff-todo-due = { $date } 前（还有 { $days } 天）
staff-todo-late = 已超期 { $days } 天
staff-todo-open = 无时限
staff-search-none = 没有找到。可以换个词再搜，例如 /search 路灯。
staff-search-ask = 请在 /search 后面写要找的词，例如 /search 路灯。
staff-search-found = 找到 { $count } 件：
staff-case-ask = 请在 /case 后面写编号，例如 /case 350881-261121-00042-5。
staff-files-none = 这一件没有材料。
staff-menu = 工作人员常用：
    /todo 待办　/search 词 搜索　/case 编号 打开一件　/期限 编号 看时限
    直接发编号也可以打开。
    /ledger 台账　/queues 督查　/sponsors 包案
    管理员：/admin 单位和人员　/broadcast 公告　/rules 规则　/rota 接访安排　/bulletin 通报
staff-menu-todo = 待办
staff-menu-admin = 管理（管理员）
staff-menu-home = 市民菜单
text-story = 经过
text-request = 请求
text-supplement = 补充
text-answer = 答复
text-question = 补正要求
text-note = 记录
act-open = 私下查看
act-files = 看材料
act-papers = 文书
act-more = 更多……
staff-more = { $number } · 还可以：
staff-papers-none = { $number } 还没有文书。
act-topic = 应为其他分类
route-by-table = 按内容分类与责任单位对照表转送

## Forms of a move: each need asks its own question

form-title = { $number } · { $what }
form-need-unit_id = 转给哪个单位？（也可以打单位名称）
form-need-reason = 请写明理由：
form-need-text = 请写内容：
form-need-text-ask = 请写需要补充什么、为什么需要（信访人会看到）：
form-need-text-note = 请写办理情况：
form-need-text-answer_now = 请写答复（信访人会看到）：
form-need-due = 请定期限：打日期（如 2026-12-20）或天数（如 15）。
form-need-route = 应通过哪一种法定途径？
form-need-procedure = 按哪一类程序办理？（第 31 条）
form-need-days = 延长多少天？（不超过 30 日）
form-need-outcome = 处理结论是：
form-need-handler_id = 交给谁办？
form-need-on = 哪一天？打日期，如 2026-12-20。
form-need-hearing_days = 听证用了几天？（不计入复核期限）
form-need-consent = 双方（本人）都同意吗？
form-need-agreed = 达成协议了吗？
form-need-adopted = 采纳了吗？
form-need-solved = 问题解决了吗？
form-need-purpose = 应按哪一类目的办理？
form-need-merged_into = 与哪一件是同一事项？请打编号。
form-need-ground = 督办的理由是：
form-need-kind = 提哪一种建议？
form-need-decision = 结论是：
form-need-visibility = 这条记录给信访人看吗？
form-need-simple = 按普通程序还是简易程序？
form-opt-visibility-public = 给信访人看
form-opt-visibility-internal = 内部记录
form-opt-simple-no = 普通程序（60 日）
form-opt-simple-yes = 简易程序（10 个工作日）
form-opt-yes = 是
form-opt-no = 否
form-opt-cancel = 取消
form-cancelled = 已取消，什么都没有改变。
form-none = 现在没有正在填写的操作。
form-bad-date = 没看懂日期，请写成 2026-12-20，或写天数，如 15。
form-past-date = 期限要在今天之后。
form-bad-number = 请打一个数字。
form-no-unit = 没有找到这个单位，请点按钮或写单位名称。
form-no-case = 没有找到这个编号。
form-text-short = 太短了，请写清楚（至少 4 个字）。
form-confirm-second = 需要另一位工作人员同意，已发到工作群。
second-ask = { $number }：{ $who }提议「{ $what }」，理由：{ $reason }
    需要信访局的另一位工作人员同意。
second-opt-agree = 同意
second-gone = 这个提议已经处理过了。
deadline-ask = 请在 /期限 后面写编号。

## Groups

group-bind-first = 这里还没有绑定单位。请管理员生成绑定码，然后在群里发：/bind 绑定码
group-bound = 已绑定：{ $unit }。以后该单位的事项会发到这里（不含个人信息）。
group-code-bad = 这个码无效或已用过，请让管理员重新生成。
group-bind-usage = 请发：/bind 绑定码
join-usage = 请发：/join 邀请码
join-done = 已登记：{ $unit } · { $role }。
join-code-bad = 这个邀请码无效或已用过，请让管理员重新生成。
alert-emergency = 🔴 有信访人的话里提到危险，机器人已告知 110/119/120/12356。请值班人员留意，稍后可能有紧急事项登记。
proposal-topic = 已记为建议：应为「{ $topic }」。管理员审核后生效，本件分类已按您的意见改正。
ask-topic-code = 应为哪一类？请打两位类别代码或名称，例如 LS01 或「拖欠工资」。
ask-topic-none = 没有找到这一类，请再打一次。

## The reply gate

reply-ask-demand = { $number } · 答复前请逐条对应：请求 { $n }「{ $demand }」→
reply-the-matter = 信访人反映的事项
reply-ask-facts = { $number } · 请写查明的事实和理由：
reply-ask-opinion = { $number } · 请写处理意见（怎么办、谁来办、什么时候办）。「已转相关部门处理」不是答复：
reply-ask-basis = { $number } · 请写法律法规和政策依据（名称和条款）：
reply-opt-send = 发送
reply-opt-facts = 改事实
reply-opt-opinion = 改意见
reply-opt-basis = 改依据
outcome-supported = 予以支持
outcome-partly = 部分支持
outcome-explained = 解释说明
outcome-refused = 不予支持
outcome-adopted = 采纳
outcome-partly_adopted = 部分采纳
outcome-not_adopted = 未采纳
outcome-noted = 留作参考
outcome-replied = 已回复
procedure-petition = 信访程序（31 条第六项，60 日）
procedure-litigation = 诉讼、复议等法律程序（第一项）
procedure-arbitration = 仲裁（第二项）
procedure-party = 党员申诉、申请复审（第三项）
procedure-administrative = 行政程序（第四项）
procedure-duty = 履行法定职责（第五项）
ground-irregular = 违反规定受理、办理
ground-shirking = 推诿、敷衍、拖延、弄虚作假
ground-not_executed = 拒不执行处理意见
recommendation-improve_work = 改进工作
recommendation-improve_policy = 完善政策
recommendation-hold_responsible = 追究责任
decision-maintain = 维持
decision-revoke = 撤销，责令重新处理
decision-change = 变更
form-opt-days = { $days } 天
