### 领导接访日和包案: what citizens, units, leaders and the bureau read.

reception-when = { $day }（周{ $weekday }）{ $since }-{ $until }
reception-at-office = 信访接待中心
reception-bad-moment = 没看懂时间。请这样写：12-30 9:00，或 明天 14:30。
reception-bad-span = 没看懂时间。请写日期和起止时间，例如：周五 9:00-11:30，或 12-04 14:30-17:00。

reception-none = 近期没有可以预约的接访日。您可以到 { $address } 当面反映（{ $hours }），或拨打 { $phone }；您的件照常办理。
reception-days = 领导接访日（预约不影响您的件照常办理；多人反映同一件事，请推选不超过 { $most } 位代表）：
reception-slot = { $when } { $post }（还有 { $left } 个名额）
reception-no-case = 预约接访要先有一件已登记、正在办的事项（匿名件和检举控告件不走这里）。可以先点「我要反映」。
reception-which-case = 为哪一件预约？
reception-how-many = 几个人来？最多 { $most } 人（《信访工作条例》第 20 条）。
reception-too-many = 一件事最多来 { $most } 人（《信访工作条例》第 20 条）。请推选代表，打 1 到 { $most } 的数字。
reception-people = { $count } 人
reception-not-bookable = 这一件不能在这里预约接访。
reception-noted = 已记录。
reception-cancelled = 已取消 { $number } 的接访预约，您的件照常办理。
reception-cancelled-others = 接访取消：{ $number }，{ $when }，{ $post }。信访人已取消预约。
reception-all-confirmed = 接访已由各方确认：{ $number }，{ $when }，{ $post }，{ $place }。
reception-tomorrow = 提醒：明天接访 { $number }，{ $when }，{ $post }，{ $place }。
reception-result-due = 接访结果待登记：{ $number }，{ $when }，{ $post }。请登记结果，没有来的记「未到」。
reception-not-begun = 还没到接访时间（{ $when }），到时再登记。
reception-over = 这一件已经登记过：{ $state }。
reception-begun = 这一场已经开始或结束，不能取消；请登记结果。
reception-promise-due = 接访承诺到期：{ $number }，{ $post }，承诺 { $promised } 前办结，还没有答复。

reception-card-citizen = 接访预约：{ $number }
    { $when }，{ $post }
    地点：{ $place }
    请带上编号和材料；来访代表不超过 { $most } 人。
reception-card-unit = 接访通知（责任单位）：{ $number }
    { $when }，{ $post } · 地点：{ $place }
    请派熟悉情况的人到场，并在前一天备好事实、依据和办法。
reception-card-leader = 接访呈报：{ $number }
    { $when } · 地点：{ $place }
    { $topic } · { $town }
    接访人：{ $post }
reception-card-stub = 接访存根：{ $number } · { $when } · { $post } · { $place }
reception-pass-on = 接访领导没有账号，请转交：

reception-do-attend = 我会到
reception-do-cancel = 取消预约
reception-do-come = 到场
reception-do-lead = 确认接访
reception-do-open = 看准备情况
reception-do-again = 另选时间
reception-do-add = 加一场
reception-do-fall = 取消这一场
reception-do-brief = 写接访准备
reception-do-result = 登记结果
reception-do-absent = 未到
reception-do-nopromise = 没有承诺时限

reception-rota = 接访安排：今后 90 天 { $count } 场
reception-rota-waiting = 已过、待登记结果的 { $count } 场
reception-rota-lacking = 待登记 { $count } 件 · { $when } { $post }
reception-rota-line = { $when } { $post }（{ $taken }/{ $all }）
reception-ask-slot = 请写一行：接访人，时间，地点，名额，频率。例如：
    分管副县长，周五 9:00-11:30，信访接待中心，4，每周×8
    地点、名额、频率可以不写；半月一次写「每两周×6」。
reception-bad-slot = 没看懂。请写一行，用逗号隔开，例如：分管副县长，周五 9:00-11:30，信访接待中心，4
reception-ask-who = 「{ $post }」用哪个账号收通知？
reception-no-account = 没有账号，由经办转交
reception-added = 已安排 { $count } 场，群众现在可以预约。
reception-slot-head = { $when } · { $post } · 已约 { $count } / { $all }
reception-booking-line = { $number } · { $state }
reception-fell = 已取消，{ $count } 位预约人已收到通知。
reception-fell-citizen = 很抱歉，{ $when } { $post } 的接访因故取消（{ $number }）。您可以另选时间，也可以拨打 { $phone }；您的件照常办理。
reception-fell-others = 接访取消：{ $number }，{ $when }，{ $post }。已请信访人另选时间。

reception-state-asked = 待各方确认
reception-state-confirmed = 各方已确认
reception-state-cancelled = 已取消
reception-state-received = 已接访
reception-state-absent = 未到
reception-party-citizen = 信访人
reception-party-unit = 责任单位
reception-party-leader = 接访领导
reception-head = 接访 { $number } · { $when } · { $post } · { $place } · { $state }
reception-party = { $who }：{ $mark }
reception-brief = 准备：{ $brief }
reception-brief-people = 来访 { $count } 人
reception-result = 结果：{ $result }（承诺：{ $promised }）
reception-no-promise = 未定时限
reception-ask-brief = 请写接访准备：事实、依据、可行的办法。
reception-ask-result = 请写接访结果（拍板事项）。信访人会看到这段话。
reception-ask-promise = 承诺什么时候办结？请写日期，例如 12-15。
reception-brief-kept = 接访准备已保存，接访领导可以看到。
reception-result-kept = 接访结果已登记，并已告诉信访人。
reception-result-public = 接访结果（{ $post }）：{ $result }。承诺办结：{ $promised }。

sponsor-menu = 包案：已包案 { $count } 件；可以包案 { $ripe } 件（登记满 { $days } 天或重复的事项，最早的列在下面）
sponsor-line = { $number } · { $post } · 上次进展 { $days } 天前
sponsor-ripe = ＋ { $number } · { $age } 天{ $repeat }
sponsor-repeat = {" "}· 重复
sponsor-ask-post = { $number } 由谁包案？请写职务，例如：分管副县长。
sponsor-ask-plan = 打算怎么办？一段话（五个一：责任人、方案、步骤、时限、标准）。
sponsor-done = { $number } 已由{ $post }包案。
sponsor-view = { $number } · 包案：{ $post }（{ $since } 起）
    方案：{ $plan }
sponsor-do-moved = 有进展
sponsor-do-solved = 已化解
sponsor-do-ended = 结束，未化解
sponsor-do-view = 看包案
sponsor-steps = 进展：
sponsor-step = { $day } { $step }
sponsor-ask-step = { $number } 有什么进展？请写一句话，例如：现场办公，责任单位答应月底前修好。
sponsor-moved = { $number } 的进展已记录。
sponsor-none = { $number } 现在没有人包案。
sponsor-over = { $number } 的包案结束：{ $how }。
sponsor-over-solved = 已化解
sponsor-over-ended = 未化解，可以另选人包案
sponsor-remind = 包案 { $number }（{ $post }）已 { $days } 天没有进展记录。
