### 管理: what administrators read about the office: units, officers, groups, duty, hours, the guide.

menu-admin = 管理员常用（管理员看不到任何信访内容）：
menu-line-admin = /admin 单位、人员、值班、办公时间、指南
menu-line-announce = /broadcast 公告
menu-line-rules = /rules 规则
menu-line-rota = /rota 接访安排
menu-line-bulletin = /bulletin 通报
menu-place-admin = 管理
menu-place-announce = 公告
menu-place-rules = 规则
menu-place-rota = 接访安排
menu-place-bulletin = 通报
menu-place-home = 市民菜单
admin-menu = 管理（只有数字，没有信访内容）。
admin-units = 单位和人员
admin-invite = 邀请工作人员
admin-group = 绑定工作群
admin-duty = 值班表
admin-hours = 办公时间
admin-publication = 指南内容
admin-do-menu = 返回管理
admin-do-leave = 不改了
admin-do-add = 新增单位
admin-do-gone = 已撤并的单位
admin-back-units = 返回单位列表
admin-back-unit = 返回{ $unit }
admin-back-staff = 返回人员
admin-page-before = 上一页
admin-page-next = 下一页
admin-none = 无

admin-lacks-second = ⚠️ 只有一位管理员：公告和规则要另一位管理员同意才能生效，请邀请一位。
admin-lacks-staff = ⚠️ { $count } 个单位还没有工作人员：{ $names }
admin-lacks-group = ⚠️ { $count } 个单位还没有工作群：{ $names }
admin-lacks-reach = ⚠️ { $count } 个单位谁也通知不到（没有工作群，工作人员也没有和我说过话）：{ $names }
admin-lacks-guide = ⚠️ 指南里还没有本单位公开的内容（《信访工作条例》第 18 条）。

admin-units-title = 单位 { $count } 个（人员 / 工作群）：
admin-unit-line = { $inside }{ $name }：{ $staff } 人 / { $groups } 群
admin-unit-head = { $name }（{ $short }，编码 { $code }）
admin-unit-kind = 类别：{ $kind } · 上级：{ $above }
admin-unit-name_en = 英文名：{ $value }
admin-unit-town = 负责地区：{ $value }
admin-unit-phone = 电话：{ $value }
admin-unit-address = 地址：{ $value }
admin-unit-hours = 接待时间：{ $value }
admin-unit-counts = 工作人员 { $staff } 人 · 工作群 { $groups } 个 · 在办 { $cases } 件
admin-unit-duty = 现在值班：{ $names }
admin-unit-gone = 已撤并，继续行使职权的单位：{ $heir }
admin-unit-do-staff = 工作人员
admin-unit-do-groups = 工作群
admin-unit-do-duty = 值班表
admin-unit-do-edit = 修改资料
admin-unit-do-dissolve = 撤并
admin-unit-do-restore = 恢复这个单位
admin-kind-bureau = 信访局
admin-kind-department = 部门
admin-kind-town = 乡镇（街道）
admin-kind-review = 复查复核机关
admin-kind-discipline = 纪检监察机关

admin-which-kind = 新单位是哪一类？
admin-ask-unit = 新增{ $kind }。请写一行：全称，简称。例如：演示县水利局，水利局
admin-bad-unit = 没看懂。请写全称和简称，用逗号隔开，例如：演示县水利局，水利局
admin-unit-taken = 已经有单位叫「{ $name }」，请换一个名称。
admin-which-field = 修改{ $unit }的哪一项？
admin-field-name = 全称
admin-field-short_name = 简称
admin-field-name_en = 英文名
admin-field-town = 负责地区
admin-field-phone = 电话
admin-field-address = 地址
admin-field-hours = 接待时间
admin-field-parent = 上级单位
admin-ask-field = { $unit }的{ $field }现在是：{ $now }
    请发新的。
admin-ask-field-or-none = { $unit }的{ $field }现在是：{ $now }
    请发新的；要清空请发「无」。
admin-bad-field = { $field }请写一行，最多 { $most } 个字。
admin-which-parent = { $unit }的上级是哪个单位？
admin-no-parent = 没有上级

admin-which-heir = 撤并{ $unit }：由哪个单位继续行使它的职权？（《信访工作条例》第 24 条第 2 款；在办 { $count } 件会转过去，期限不变）
admin-no-heir = 没有，它没有在办件
admin-heir-needed = 它还有在办件，必须有单位继续行使职权；不清楚的由本级党委、政府指定。
admin-bureau-stays = 信访局不能撤并。
admin-ask-dissolve = 确定撤并「{ $unit }」吗？
    继续行使职权的单位：{ $heir }
    在办 { $count } 件 · 工作人员 { $staff } 人 · 工作群 { $groups } 个
    人员和工作群怎么办？
admin-people-move = 确定，人员和群转到{ $heir }
admin-people-end = 确定，停用人员、解除工作群
admin-dissolved = { $unit }已撤并。新件马上由{ $heir }接收，在办 { $count } 件半分钟内转给{ $heir }，信访人会收到告知，期限不变。
admin-dissolved-alone = { $unit }已撤并。
admin-gone-title = 已撤并的单位 → 继续行使职权的单位：
admin-gone-none = 没有已撤并的单位。
admin-gone-line = { $unit } → { $heir }

admin-which-unit-invite = 邀请到哪个单位？
admin-which-unit-group = 给哪个单位绑定工作群？
admin-which-unit-duty = 看哪个单位的值班表？（紧急事项发给信访局和责任单位的值班人员）
admin-which-role = { $unit }：什么角色？
admin-invitation = { $unit }{ $role }的邀请码：{ $code }
    请对方私聊机器人发：/join { $code }
    24 小时内有效，只能用一次，只显示这一次。
admin-group-code = { $unit }的群绑定码：{ $code }
    请在要绑定的群里发：/bind { $code }
    24 小时内有效，只能用一次，只显示这一次。
admin-codes-waiting = 还有 { $count } 个码没有使用。
admin-do-void = 作废没用的码
admin-voided = 已作废 { $count } 个码。

admin-staff-title = { $unit }的工作人员（{ $count } 人）：
admin-staff-line = { $at }. { $label } · { $role } · { $since }起
admin-person = { $label } · { $unit } · { $role }
admin-person-do-label = 改岗位名称
admin-person-do-leave = 停用
admin-ask-label = 现在叫「{ $label }」。请发新的岗位或科室名称（不写人名，最多 { $most } 个字）。
admin-bad-label = 岗位名称请写 2 到 { $most } 个字，不要换行。
admin-ask-leave = 停用{ $unit }的「{ $label }」？他的按钮马上失效，经手的件留在单位待办里，记录不变。
admin-leave-yes = 是，停用
admin-leave-no = 不停用
admin-left = 「{ $label }」已停用。
admin-last-one = 这是最后一位管理员，停用后没有人能再管理。请先邀请另一位管理员。
admin-groups-title = { $unit }的工作群（{ $count } 个）：
admin-group-line = { $at }. { $title }（{ $channel }）
admin-group-untitled = 没有名称的群
admin-channel-web = 网页
admin-channel-telegram = Telegram
admin-do-unbind = 解除第 { $at } 个
admin-unbound = 已解除，这个群不再收到通知。

admin-publication-now = 指南里本单位公开的内容（第 18 条：渠道、地址、电话、时间、查询办法）：
    { $current }

    要改写请直接发新的内容。
admin-published = 指南内容已更新，群众现在看到的就是新的。
admin-see-guide = 看群众看到的指南

duty-title = { $unit }值班表（今后 60 天）：
duty-now = 现在值班：{ $names }
duty-nobody = 没有排班，紧急提醒只发到工作群
duty-nobody-short = 没有排班
duty-line = { $at }. { $when } { $label }
duty-when = { $day }（周{ $weekday }）{ $since } 至 { $until }
duty-weekdays = 一二三四五六日
duty-more = 还有 { $count } 班没有列出。
duty-do-add = 加一班
duty-do-drop = 取消第 { $at } 班
duty-back = 返回值班表
duty-no-officers = { $unit }还没有可以值班的工作人员，请先邀请。
duty-ask-who = 谁值班？
duty-ask-when = { $label }什么时候值班？请写一行，例如：
    周五 17:30-次日 8:00
    12-05 全天
    今天 17:30-次日 8:00，每天×7
    周六 全天，每周×8
duty-bad = 没看懂值班时间，或者已经过去、超过一周。请这样写：周五 17:30-次日 8:00，或 12-05 全天。
duty-twice = { $label }在 { $when } 已经排了班。
duty-ask-drop = 取消 { $when } { $label }的值班？
duty-drop-yes = 是，取消
duty-drop-no = 不取消
duty-dropped = 已取消。
alert-duty = 🔴 { $number } 是紧急事项，时限以小时计，请值班人员马上处理。
duty-gone = 这一班已经过去或取消了。

hours-words = 工作日 { $spans }
hours-now = 办公时间：{ $hours }
    群众在问候、指南和接访提示里看到它；给工作人员和工作群的提醒在办公时间外先等着，上班时发出。紧急提醒和直接回答不等。
    要修改请发时段，例如：8:00-12:00，14:30-17:30
hours-now-unread = 办公时间：{ $hours }
    程序读不出其中的时段，提醒不会等到上班。
    请发时段，例如：8:00-12:00，14:30-17:30
hours-bad = 没看懂。请发一到三个时段，从早到晚、互不重叠，例如：8:00-12:00，14:30-17:30
hours-set = 办公时间已改为：{ $hours }。半分钟内全部生效。
erasure-due = 有 { $count } 件办结已满 { $years } 年，还存着内容。请先做档案鉴定；可以销毁的，发 /销毁 由两位管理员决定。
erasure-none = 现在没有保管期满、可以销毁的件。
erasure-dry-run =
    保管期满 { $years } 年、可以销毁的有 { $count } 件（现在什么也没有改动）。
    销毁后，诉求、身份、附件、办理中写的文字都不能再恢复；编号、日期、单位和办理经过保留。需要长期或永久保管的，请先移交档案馆。
erasure-opt-propose = 提议销毁这 { $count } 件
erasure-proposed = 已提出销毁 { $count } 件，已请其他管理员决定。
erasure-open = 已有一项销毁还没有决定或没有做完。
erasure-ask = { $who }提议销毁保管期满 { $years } 年的 { $count } 件的内容，不能恢复。请核对档案鉴定意见后决定。
erasure-opt-yes = 同意销毁
erasure-opt-no = 不同意
erasure-own = 提出的人不能同意，请另一位管理员决定。
erasure-gone = 没有等着决定的销毁。
erasure-yes = 已同意，{ $count } 件的内容将在几分钟内销毁，每件都记入审计日志。
erasure-no = 已决定不销毁。

## Posters

admin-unit-do-poster = 印海报
poster-ask-place = 海报上写哪里？发一个地点（小区、村、工业园，12 个字以内），扫码的人反映时地点就先填好；也可以只写单位。
poster-only-unit = 只写{ $unit }
poster-too-long = 地点太长，二维码里放不下：请在 12 个汉字以内。
poster-no-address = 还没有可以印的地址：请先设置 WEB_URL（网页）或 TELEGRAM_NAME（Telegram）。
poster-no-unit = 没有代码是 { $code } 的单位：请用 --place 写地点，或用 --unit 写单位代码（jianjian office export 里有）。
poster-name = 海报-{ $where }
poster-caption = 「{ $where }」的海报，A4 打印即可。码里只有地点或单位和本单位的校验，没有个人信息。
poster-title = 有事扫码说
poster-web = 微信、浏览器都能扫：打开网页，直接说
poster-telegram = 用 Telegram 扫
poster-what = 打字、说话、拍照都行。每一件事都登记、有编号、有回音，可以匿名。
poster-call = 不方便扫码：电话 { $phone }；窗口 { $address }，{ $hours }。
poster-danger = 有人身危险请直接拨打 110、119、120。扫码后如果打开的不是{ $office }的页面，请不要填写任何内容。

copies-title = 每份督办单抄送给：{ $units }。点单位名称增减：
copies-nobody = 没有
