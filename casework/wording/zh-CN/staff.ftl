### What officers read. No name, phone, address or word of a citizen in anything that goes to a group.

staff-urgent = 🔴 紧急事项 ·{" "}
staff-card-gone = 这张卡片已撤回。
staff-people = 涉及 { $count } 人
staff-registered = { $date } 登记
staff-to-sign = 处理意见待负责人签发
staff-provisional = （暂定）
staff-state = 现在：{ $state } · { $unit }
staff-signed = 已签收（{ $time }）
staff-urged = 信访人已催办 { $count } 次
staff-due-C1 = 应于 { $date }前转送、交办或答复（第 22 条，15 日）
staff-due-C1u = 重大紧急：应于 { $date }内处置并报告（第 25 条）
staff-due-C2 = 应于 { $date }前书面告知（第 23 条，15 日）
staff-due-C3 = 应于 { $date }前告知受理情况（第 23 条，15 日）
staff-due-C4 = 异议窗口至 { $date }（第 23 条，5 个工作日）
staff-due-C4d = 应于 { $date }前审核异议（第 23 条，2 个工作日）
staff-due-C5 = 应于 { $date }前办结（第 34 条，60 日）
staff-due-C6 = 延长后应于 { $date }前办结（第 34 条）
staff-due-C8 = 应于 { $date }前出具复查意见（第 35 条，30 日）
staff-due-C10 = 应于 { $date }前提出复核意见（第 36 条，30 日）
staff-due-C11 = 应于 { $date }前反馈并提交办结报告（第 22 条）
staff-due-S1 = 应于 { $date }前决定是否受理（简易，3 个工作日）
staff-due-S2 = 应于 { $date }前转出（简易，1 个工作日）
staff-due-S3 = 应于 { $date }前答复（简易，10 个工作日）
staff-due-H1 = 热线工单应于 { $date }前办理（5 个工作日）
staff-due-L1 = 法定程序应于 { $date }前办结（第 31 条）
staff-due-J1 = 应于 { $date }前回复建议（第 29 条，60 日）
staff-due-F1 = 应于 { $date }前回访核实（5 个工作日，由答复人以外的人）
staff-due-X1 = 应于 { $date }前落实处理意见（第 32 条）
staff-due-B1 = 退回重办应于 { $date }前答复（10 个工作日）
staff-due-M1 = 应于 { $date }前决定是否受理申请（3 个工作日）
staff-due-R1 = 应于 { $date }前书面反馈建议采纳情况（第 40 条）
staff-due-Q1 = 等信访人补充至 { $date }
staff-due-V1 = 督办应于 { $date }前回复（第 40 条）
staff-concerns = 涉及：{ $concerns }
staff-named = ⚠️ 信中反映的就是：{ $units }。转送前请核对（第 28、30 条），必要时点「排除单位」。
staff-happened = 时间：{ $happened }
staff-place = 地点：{ $place }
staff-elsewhere = ⚠️ 地点可能不在本地区：请先核实，不在的用「转外地机关」转给有权处理的机关并告诉信访人，不要按分类转给本地单位。
staff-files = 材料 { $count } 份（点「看材料」）
staff-demand = 请求 { $n }：{ $demand }
staff-person = 信访人：{ $name }　电话 { $phone }　住址 { $address }
staff-anonymous = 信访人：匿名
staff-no-standing = 没有查到您可以办理的这一件。
staff-no-role = 这一项只有相应的工作人员可以用。
staff-write-me-first = 请先私聊我发一句「你好」，再回来点这个按钮。
staff-sent-private = 已发到您的私聊。
staff-callback-solved = 回访：已解决
staff-callback-unsolved = 回访：没有解决
staff-done = { $number } · { $what }，已记录。
staff-ping-pong = { $number } 已转手 { $hops } 次，建议提交联席会议协调（第 24 条），由先受理的单位牵头。
staff-todo = 待办 { $total } 件，其中超期 { $late } 件；按时限排（第 { $first }–{ $last } 件）：
staff-todo-more-than = { $count } 以上
staff-todo-next = 下一页
staff-todo-before = 上一页
staff-todo-urgent = 🔴{" "}
staff-todo-decide-sign = ✍ 待您签发 ·{" "}
staff-todo-decide-time = ✍ 待您批延期 ·{" "}
act-to_sign = 看意见并签发
staff-todo-none = 现在没有待办事项。
staff-todo-line = { $number } · { $topic } · { $state } · { $due }
staff-todo-due = { $date } 前（还有 { $days } 天）
staff-todo-late = 已超期 { $days } 天
staff-todo-open = 无时限
staff-search-none = 没有找到。可以换个词再搜，例如 /search 路灯。
staff-search-short = 每个词至少写两个字，例如 /search 路灯。
staff-case-slip = 这个编号有一位抄错了，请对照回执再打一次。
staff-search-ask = 请在 /search 后面写要找的词，例如 /search 路灯。
staff-search-many = 找到的很多，先列最新的 { $count } 件；换一个更具体的词可以缩小范围：
staff-search-found = 找到 { $count } 件：
staff-case-ask = 请在 /case 后面写编号，例如 /case 350881-261121-00042-5，或只写中间的 00042。
staff-case-which = 末尾是这个号的有 { $count } 件，点要打开的那一件：
staff-sponsor = 包案领导：{ $post }
staff-files-none = 这一件没有材料。
staff-words = 这句话没有登记，也没有发给任何人。可以直接打：
    · 待办
    · 搜索 路灯
    · 打开 00042（只写编号也行）
    · 期限 00042
    要记办理进展，先打开那一件。自己有事要反映，请说「我要反映」。
staff-words-which = { staff-words }
    您说的是哪一件？
staff-words-admin = 这句话没有登记，也没有发给任何人。打「菜单」看能做什么；自己有事要反映，请说「我要反映」。
menu-officer = 工作人员常用（直接发编号，也可以打开那一件）：
menu-line-todo = /todo 待办
menu-line-register = /登记 · 登记来信、来访、来电、工单
menu-line-search = /search 词 · 搜索
menu-line-case = /case 编号 · 打开一件
menu-line-deadline = /期限 编号 · 看时限
menu-line-ledger = /ledger 台账
menu-line-queues = /queues 督查
menu-line-sponsors = /sponsors 包案
menu-place-todo = 待办
menu-place-register = 登记来信来访
menu-place-ledger = 台账
menu-place-queues = 督查
menu-place-sponsors = 包案
text-story = 经过
text-request = 请求
text-supplement = 补充
text-answer = 答复
text-question = 补正要求
text-note = 记录
act-open = 私下查看
act-files = 看材料
act-transcribe = 听写
staff-voice-waits = 🎙 有语音，待听写（点「听写」，先在「看材料」里听）
ask-transcript = 请把 { $number } 的语音原话打在这里，一句不加、一句不减；方言照意思写。听不清的写「（听不清）」。
transcript-kept = { $number } 的听写已存，作为补充记入。
transcript-told = 将发给信访人核对。
transcript-topic = 像是「{ $topic }」。分类不对可点「应为其他分类」改。
transcript-mark = 语音听写：
act-papers = 文书
act-more = 更多……
staff-more = { $number } · 还可以：
staff-papers-none = { $number } 还没有文书。
act-similar = 相似的件
act-repeat = 标为 { $number } 的重件
similar-title = 与 { $number } 相似的、更早的件（是不是重件由您判断）：
similar-one = · { $number }：{ $kind }
similar-repeat = 同一信访人，像是同一件事
similar-same_incident = 别的信访人，像是同一件事
similar-same_cause = 同一类问题，事情不一定相同
similar-none = 没有找到与 { $number } 相似的、更早的件。
repeat-done = 标为 { $number } 的重件
act-topic = 应为其他分类
route-by-table = 按内容分类与责任单位对照表转送

## Forms of a move: each need asks its own question

form-title = { $number } · { $what }
form-need-unit_id = 转给哪个单位？（也可以打单位名称）
form-need-reason = 请写明理由：
form-need-reason-return_answer = 请写需要修改什么（拟稿人会看到）：
form-need-reason-urgent = 为什么是重大紧急事项？（第 25 条）
form-need-text = 请写内容：
form-need-text-ask = 请写需要补充什么、为什么需要（信访人会看到）：
form-need-text-note = 请写办理情况：
form-need-text-supplied = 请写信访人当面补充的内容：
form-need-text-supplement = 请写信访人当面补充的内容：
form-need-text-correct = 请写更正了什么（信访人会看到）：
form-need-text-ask_review = 请写信访人的复查请求和理由：
form-need-text-ask_recheck = 请写信访人的复核请求和理由：
form-need-text-route_legal = 请写对信访人的说明（途径和期限会自动写在前面）：
form-need-text-review_answer = 请写复查查明的事实和意见（信访人会看到）：
form-need-text-recheck_answer = 请写复核查明的事实和意见（信访人会看到）：
form-need-text-supervise = 请写督办要求：
form-need-text-supervise_reply = 请写对督办的答复：
form-need-text-recommend = 请写建议的内容：
form-need-text-recommend_reply = 请写采纳情况；不采纳的写明理由：
form-need-text-report_back = 请写办理经过和结果：
form-need-text-executed = 请写落实情况（信访人会看到）：
form-need-text-urgent_report = 请写向谁报告、采取了什么措施：
form-need-text-answer_now = 请写答复（信访人会看到）：
form-need-due = 请定期限：打日期（如 2026-12-20）或天数（如 15）。
form-need-route = 应通过哪一种法定途径？
form-need-refusal = 依据哪一项不予受理？（不属于本单位职责的不能不予受理，请提「异议」）
form-need-where = 信访人应当向哪里提出？请写机关名称和联系方式（信访人会看到）：
form-need-earlier = 哪一件已经复核终结？
form-need-text-contest = 请写信访人的异议和理由：
form-need-reason-refuse_propose = 请写具体理由（信访局同意后，信访人会看到）：
form-need-reason-not_accept = 请写具体理由（信访人会看到）：
form-need-procedure = 按哪一类程序办理？（第 31 条）
form-need-days = 延长多少天？（不超过 30 日）
form-need-outcome = 处理结论是：
form-need-handler_id = 交给谁办？
form-need-officer_id = 排除谁？
form-need-unit_id-exclude = 排除哪个单位？（以后它看不到、搜不到、也不能办这一件）
form-need-on = 哪一天？打日期，如 2026-12-20。
form-need-venue = 几点、在哪里？如：上午九点，县信访局三楼听证室。信访人会收到。
form-need-panel = 谁来听？写主持人和听证员的姓名、单位，如：主持人 张明（县信访局），听证员 李芳（律师）、王强（人大代表）。信访人会收到，可以申请回避。
form-need-minutes = 请写听证笔录：谁到场，各方说了什么，出示了什么证据。没有开成的，写明为什么。
form-need-text-hearing_close = 听证得出了什么？这一段信访人会收到。
hearing-words =
    时间、地点：{ $venue }
    听证人员：{ $panel }
    有直接利害关系的，您可以申请回避。
form-need-way = 怎么送达的？
form-need-served_on = 哪一天送达的？打日期，如 2026-11-20；今天打 0。
form-need-text-serve = 送达了什么、由谁签收或接听？
serve-way-letter = 书面（邮寄、直接送达）
serve-way-phone = 电话告知
serve-way-visit = 当面告知
form-need-consent = 双方（本人）都同意吗？
form-need-agreed = 达成协议了吗？
form-need-parties = 协议的各方是谁？（写明姓名或单位，写进调解协议书）
form-need-text-mediation_close = 协议的条款：谁、什么时候、做什么、付多少？
form-need-adopted = 采纳了吗？
form-need-solved = 问题解决了吗？
form-need-text-callback = 请写回访核实的情况（怎么联系的、信访人怎么说、下一步）：
form-need-good_cause = 逾期有什么正当理由？（不可抗力、没有收到告知等，写明怎么核实的）
form-need-purpose = 应按哪一类目的办理？
form-need-purpose-ask_unseal = 建议转为哪一类普通事项？（由信访人自己决定）
form-need-text-ask_unseal = 请写为什么建议转为普通办理（信访人会看到）：
form-need-where-forward = 转给哪里？写机关的名称、地址和电话，信访人会收到。
form-need-text-forward = 为什么归那里管？如：工地在邻县，由当地人社局管辖。信访人会收到。
forward-words =
    转到：{ $where }
    理由：{ $text }
form-need-with_case = 与哪一件是同一问题？点下面的编号，或者打编号。归为同类后各自有编号、期限和答复，信访人会收到通知，可以要求单独办理。
form-need-merged_into = 与哪一件是同一事项？请打编号。
form-need-ground = 督办的理由是：
form-need-kind = 提哪一种建议？
form-need-body_id = 向哪个机关提出？（追究责任的建议发给有权处理的机关）
form-need-text-supervise_close = 请写销号的依据（怎么核实已经整改的）：
form-need-decision = 结论是：
form-need-basis = 依据哪部法律、法规、政策？（写明名称和条款，信访人会看到）
form-need-visibility = 这条记录给信访人看吗？
form-need-simple = 按普通程序还是简易程序？
form-opt-visibility-public = 给信访人看
form-opt-visibility-internal = 内部记录
form-opt-simple-no = 普通程序（60 日）
form-opt-simple-yes = 简易程序（10 个工作日）
form-opt-yes = 是
form-opt-no = 否
form-opt-cancel = 取消
form-opt-named = ⚠️ { $unit }（信中反映的单位）
form-cancelled = 已取消，什么都没有改变。
form-none = 现在没有正在填写的操作。
form-bad-date = 没看懂日期，请写成 2026-12-20，或写天数，如 15。
form-bad-number = 请打一个数字。
form-no-unit = 没有找到这个单位，请点按钮或写单位名称。
form-no-case = 没有找到这个编号。
form-not-theirs = 只能并入同一位信访人正在办理的另一件。不同的人反映同一件事，各自办理，请用「相似的件」查看。
form-said-yes = 是、是的、对、对的、有、好、好的、可以、嗯、同意、都同意、双方同意、双方都同意、本人同意、达成、达成了、已达成、达成协议了、解决、解决了、已解决、采纳、采纳了、已采纳
form-said-no = 否、不、不是、没、没有、不同意、没同意、没达成、未达成、没有达成、没达成协议、没解决、未解决、没有解决、不采纳、未采纳、没采纳
form-yes-or-no = 请先点「是」或「否」（上面的按钮），具体内容下一步再写。
form-text-short = 太短了，请写清楚（至少 4 个字）。
form-confirm-second = 需要另一位工作人员同意，已发到工作群。
second-ask = { $number }：{ $who }提议「{ $what }」，理由：{ $reason }
    需要信访局的另一位工作人员同意。
second-opt-agree = 同意
second-gone = 这个提议已经处理过了。
deadline-ask = 请在 /期限 后面写编号。

## Groups

unreached-citizen = { $number }：发给信访人的消息没有送到（对方停用了这里）。请改用电话或书面送达，期限照常计算。
unreached-offline = { $number }：信访人不在线上，请把下面这条用电话或书面告知，办好后点「登记送达」。期限照常计算。
unreached-unit = ⚠️ { $unit }谁也没有收到下面这条：没有工作群，工作人员也联系不上。请打电话告诉他们。
    { $words }
group-removed = { $unit }的工作群把我移出去了，这个单位的群里收不到消息。要恢复：把我请回群里，再用新的绑定码绑定（/admin → 单位）。
group-muted = { $unit }的工作群不让我发言，这个单位的群里收不到消息。请群主给我发言的权限。
group-topic-closed = 原来绑定的话题关了，以后的消息发在这里。话题重新打开后会自动回去；要换话题，请在新话题里再绑定一次。
group-bind-or-leave = 这里还没有绑定单位。请管理员生成绑定码，然后在群里发：/bind 绑定码。{ $minutes } 分钟内没有绑定，我会自己退出。
group-bind-first = 这里还没有绑定单位。请管理员生成绑定码，然后在群里发：/bind 绑定码
group-bound = 已绑定：{ $unit }。以后该单位的事项会发到这里（不含个人信息）。
group-code-bad = 这个码无效或已用过，请让管理员重新生成。
group-bind-usage = 请发：/bind 绑定码
join-usage = 请发：/join 邀请码
join-done = 已登记：{ $unit } · { $role }。
join-waits = 邀请码已收到：{ $unit } · { $role }。还要另一位管理员同意，同意后会在这里告诉您。
join-waits-for-nobody = 邀请码已收到：{ $unit } · { $role }。任命要由另一位管理员同意，现在还没有第二位管理员；有了以后会请他决定，并在这里告诉您。
join-declined = 没有同意：{ $unit } · { $role }。请联系邀请您的管理员。
appoint-ask = 有人用邀请码申请：{ $unit } · { $role }（邀请人：{ $inviter }）。请先向邀请人核实是谁，再决定。
appoint-used = 您发出的邀请码被用了：{ $unit } · { $role }（{ $channel }）。请马上与您邀请的人核对；不是他用的，请按下面的按钮。
appoint-opt-stranger = 不是我邀请的人
appoint-opt-yes = 同意任命
appoint-opt-no = 不同意
appoint-yes = 已同意：{ $unit } · { $role }。
appoint-no = 没有同意：{ $unit } · { $role }。
appoint-own = 邀请人和本人不能同意，请另一位管理员决定。
appoint-decided = 这项任命已有人决定。
appoint-apart = 管理员和办件角色不能由同一个人担任。
appoint-made = 新任命：{ $unit } · { $role }（{ $who }同意）。不是你们安排的，请马上停用。
appoint-made-by-machine = 新任命：{ $unit } · { $role }（用启动时打印的码）。不是你们安排的，请马上停用。
join-code-bad = 这个邀请码无效或已用过，请让管理员重新生成。
alert-emergency = 🔴 有信访人的话里提到危险，机器人已告知求助电话。请值班人员留意，稍后可能有紧急事项登记。
opt-relay-open = 在这里回复他
opt-relay-called = 已打电话
opt-relay-police = 已转 110
opt-relay-end = 结束
relay-write-first = 请先私聊机器人发一句话，再点这里。
relay-taken = 已有同事在回复。
relay-over = 这段对话已经结束，或对方已说没事了。
relay-opened = 已在私聊里打开，请到私聊回复。
relay-open = 🔴 对方写的（请勿外传）：
    { $words }
    您接下来在这里写的，都会发给对方，直到点「结束」。
relay-citizen = 对方：{ $words }
relay-sent = 已发给对方。回复还开着：接着打字就发给他，点「结束」就停。
relay-kept-back = 这句没有发给对方：看着像编号、数字或办件用的话。回复还开着；确实要发的，请加几个字（例如「请打 12356」）。
relay-paused = 「在这里回复他」先停了：您打的字不再发给对方，对方写的还会发给您。要接着回，点下面。
relay-ended = 已结束，对方已收到说明。
relay-called = 已打电话 · { $label }
relay-police = 已转 110 · { $label }
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
reply-opt-submit = 送负责人签发
sign-title = { $number } · 处理意见送签（{ $who }拟）。签发后以本单位名义发给信访人：
sign-opt-sign = 签发
sign-opt-rewrite = 改写
sign-opt-again = 修改后再送签
sign-submitted = { $number } · 处理意见已送负责人签发。签发前办理期限照常计算。
sign-done = { $number } · 已签发，处理意见已发给信访人。
sign-done-author = { $number } · 处理意见已由{ $who }签发，已发给信访人。
sign-returned = { $number } · 处理意见退回修改：{ $reason }
sign-old = 这一稿已有新的改动或已退回，请看最新的一稿。
sign-no-head = { $number } · 处理意见已存好，但本单位还没有能签发的负责人，所以没有发出。已告知信访局和管理员；负责人加入后，打开这一件点「答复」就能签发。
sign-no-head-bureau = { $number }：{ $unit }还没有能签发处理意见的负责人，处理意见未发出，请尽快协调。
sign-no-head-admin = { $unit }还没有能签发处理意见的负责人，有处理意见等待签发。请用 /admin 邀请该单位负责人。
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
browser-shut = 这个浏览器现在没有打开办公。请发：/登录 加验证器上的六位数字，如 /登录 123456。第一次用请只发：/登录
browser-code-ask = 请发：/登录 加验证器上的六位数字。验证器丢了，请另一位管理员重置。
browser-code-wrong = 数字不对、已用过，或试得太多要等一会儿。请看验证器上现在的六位数字，再发一次：/登录 六位数字
browser-enrol =
    请在手机的验证器应用里添加这个密钥（只显示到确认为止，不要给别人看）：
    { $secret }
    同一台手机也可以打开：{ $link }
    添加好以后，请发：/登录 验证器上的六位数字
browser-enrolled = 验证器已启用，密钥不再显示。
browser-enrolled-announce = { $who }在网页上启用了验证器。不是本人，请马上停用。
browser-open = 已打开。{ $minutes } 分钟不用或满 { $hours } 小时会自动关上；离开时请发：/退出
browser-ended-own = 已退出。再用时请发：/登录 六位数字
browser-not-needed = 这里不需要登录。
browser-list = 打开着的浏览器：{ $count } 个
browser-line = { $at }. { $label } · { $since }打开 · { $used }用过
browser-do-end = 结束 { $at }
browser-do-all = 结束其他全部
browser-ended = 已结束 { $count } 个。
browser-do-reset = 重置验证器
browser-reset-own = 自己的验证器要由另一位管理员重置。
browser-reset-done = 已重置{ $who }的验证器，本人下次登录时重新添加。
browser-reset-announce = { $by }重置了{ $who }的验证器。不是你们安排的，请马上停用。


### What came by letter, over the counter, by telephone: written down by an officer.

window-ask-way = 登记来信来访。这件是怎么收到的？
window-ask-who = 信访人的姓名、电话、住址写在一行（如：王小明 13800001234 青山镇东街 1 号）。不愿留名的点下面：
window-opt-unnamed = 不愿留名
window-unnamed = 未留姓名
window-who-bad = 请写上姓名，例如：王小明 13800001234。
window-ask-story = 请如实记下反映的事实和理由、在什么地方：
window-ask-request = 请求是什么？
window-ask-purpose = 属于哪一类信访目的？
window-too-long = 太长了，最多 { $most } 字；其余作为材料附上。
window-opt-plain = 登记
window-opt-simple = 登记，适用简易办理
window-opt-urgent = 登记为重大紧急事项
window-check = 请核对：
    { $way } · { $purpose }
    信访人：{ $who }
    事实和理由：{ $story }
    请求：{ $request }
window-filed = ✅ 已登记 { $number }
    查询码　{ $code }（只显示这一次：请抄给信访人，或打印在回执上）
    信访人可凭编号和查询码查进度。
act-risky = 仍要取出
staff-files-risky = ⚠️ 有 { $count } 个文件可能运行程序或带宏，没有发出。确需查看的，请在不联网的专用电脑上打开；取出的文件名带 .quarantine，不会被误点运行。
staff-file-stripped = 第 { $n } 个文件，已去掉拍摄地点、作者等信息；原件加密保存，SHA-256 { $fingerprint }
staff-file-as-it-came = 第 { $n } 个文件，内容与原件相同，SHA-256 { $fingerprint }

# 同类事项
act-joint = 同类事项
staff-unserved = ⚠ 有通知没有送到信访人（对方停用了，或者发不出去）。请用书面、电话等办法送达，再点「登记送达」。
staff-joint = 同类事项：共 { $count } 件，推选代表 { $representatives } 名
staff-joint-count = 同类事项：共 { $count } 件，一并办理
staff-joint-many = 同类事项：共 { $count } 件以上，一并办理
staff-joint-representative = 同类事项：共 { $count } 件，推选代表 { $representatives } 名；这件的信访人是代表
joint-list = 同类事项共 { $count } 件，推选代表 { $representatives } 名。各件的信访人只在各件里看。
joint-list-one = { $number } · { $state } · { $unit }
joint-list-representative = { $number } · { $state } · { $unit } · 代表
alike-offer = 同类事项里还有 { $count } 件停在同一步。要不要同样「{ $what }」？每一件各记一步、各发通知。
alike-opt-all = 同样办理这 { $count } 件
alike-done = 同样「{ $what }」了 { $count } 件。
alike-refused = { $number } 没有办：{ $why }
alike-gone = 这个按钮已经用过了，请从单件办理。
grouping-title = { $days } 天内同一地方反映同一类问题达到 { $least } 件的。点开看哪些像同一件事：
grouping-none = { $days } 天内没有同一地方反映同一类问题达到 { $least } 件的。
grouping-topic = { $topic } · { $town } · { $count } 件
grouping-shown = { $topic } · { $town }：还没有归类的 { $count } 件，其中 { $alike } 件说的像同一件事。请点开核对，由您决定。
grouping-alike = ● { $number } · { $state }
grouping-apart = ○ { $number } · { $state }（不像）
grouping-opt-put = 把 { $count } 件归为同类
grouping-done = { $count } 件归为同类，一并调查；各自的编号、期限、答复不变，信访人已通知。
act-original = 取原件
original-hint = 上面是工作副本。鉴定、移送或复议诉讼要用原件的，可以取原件；取了会记入审计日志。
original-ask = { $number } 的原件带有信访人的文件信息（拍摄地点、作者等）。取原件做什么用？选了就发给您，并记入审计日志。
original-why-appraisal = 鉴定
original-why-handing = 移送有权机关
original-why-court = 复议或诉讼举证
original-caption = 第 { $n } 个文件的原件，与信访人交来的一字不差；SHA-256 { $fingerprint }，和回执上的一致。
original-not-yours = 原件由信访局经办、单位负责人、复查复核机关或专人取用；您可以看工作副本。
original-anonymous = 这一件是匿名登记的，原件不外取：里面可能有能认出信访人的信息。
original-not-abroad = 原件不通过境外平台发送，请在网页端取。
