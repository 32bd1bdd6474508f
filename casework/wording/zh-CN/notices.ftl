### Public notices (依法信访、普法、服务): what citizens and administrators read.

notice-theme-law = 依法信访
notice-theme-publicity = 普法宣传
notice-theme-service = 服务提醒
notice-about-law = 怎样依法反映事情、各条途径
notice-about-publicity = 法律法规和以案释法
notice-about-service = 接访安排、停复办公等
notice-everywhere = 全部地区
notice-not-heard = 未订阅
notice-line = · { $theme }（{ $about }）：{ $where }
notice-intro = 公开通知只发给订阅的人，随时可以退订；每人每周最多 { $most } 条，{ $quiet } 不打扰。
    您自己的件的进度不受影响，一直会告诉您。
notice-opt-start = 订阅{ $theme }
notice-opt-stop = 退订{ $theme }
notice-opt-area = 只看一个乡镇（街道）
notice-opt-mute-all = 全部退订
notice-wanted = 已订阅{ $theme }。
notice-muted = 已退订。
notice-muted-theme = 已退订「{ $theme }」，不会再发给您。您自己的件的进度照常告诉您。
notice-muted-all = 已全部退订，不会再发公开通知给您。您自己的件的进度照常告诉您。
notice-mute-one = 不再接收{ $theme }
notice-which-area = 看哪个地区的通知？

notice-head = 【{ $theme }】
notice-source = 出处：{ $source }
notice-foot = 您订阅了本通知；不想再收请发 /mute
notice-untitled = （无题）
notice-too-long = 正文太长，多了 { $over } 个字。请缩短后重新发 /公告。
notice-too-long-caption = 带图片的公告最多约 1000 字，多了 { $over } 个字。请缩短，或去掉图片。

notice-ask-body = 请发送正文（可带图片，先发图片再发正文，或写在图片说明里）。
notice-ask-body-anew = 公告 { $id } 现在是第 { $version } 版。请发送新的正文（可带图片）；旧版留在档案里。
notice-picture-kept = 图片收到了。请再发图片，或发正文。
notice-pictures-only = 公告里只能放图片。
notice-too-many-pictures = 最多放 { $most } 张图片，这一张没有收下。
notice-no-body = 还没有正文，请先发正文。要重新开始请发 /公告。
notice-ask-source = 出处是什么？例如法规名称和条文、文号或网址。
notice-ask-theme = 属于哪一类？只发给订阅了这一类的人。
notice-left = 好，没有保存。
notice-place-draft = 草稿 { $count }
notice-place-submitted = 待审核 { $count }
notice-place-moving = 在途 { $count }
notice-place-archive = 发过的 { $count }

notice-do-leave = 取消
notice-do-nosource = 没有出处
notice-do-manners = 免打扰和每周上限
notice-do-test = 发给我看看
notice-preview-head = 预览 · 公告 { $id }：群众收到的就是下面这一条。
notice-test-head = 试发 · 公告 { $id } 第 { $version } 版：下面这一条只发给了您。
notice-test-foot = 试发完毕。公告 { $id } 接下来：
notice-do-edit = 改正文
notice-do-to = 发给谁
notice-do-submit = 提交审核
notice-do-drop = 不发了
notice-do-ok = 同意发送
notice-do-back = 退回
notice-do-view = 看这一条
notice-do-show = 看档案
notice-do-ready = 选好了
notice-do-pause = 暂停
notice-do-resume = 继续
notice-do-stop = 停止
notice-do-stop-yes = 是，停止
notice-do-stop-no = 不停止

notice-state-draft = 草稿
notice-state-submitted = 待审核
notice-state-approved = 已同意，待发送
notice-state-sending = 正在发送
notice-state-paused = 已暂停
notice-state-stopped = 已停止
notice-state-done = 已发完

notice-board = 公告 { $id } · { $theme } · 第 { $version } 版 · { $state }
notice-board-audience = 发给：{ $audience }
notice-board-at = 发送时间：{ $at }
notice-audience-all = 全部订阅者
notice-audience-open = 有在办件的人
notice-reach = 收到人数：{ $reached }
    符合条件的订阅者 { $fitting } 人；其中不发：已停用机器人 { $blocked } 人，近七天已收满 { $most } 条 { $over } 人。
    免打扰时段：{ $quiet }

notice-ask-when = 什么时候发送？可以点，也可以直接写，例如 12-30 9:00，或 明天 14:30。
notice-at-once = 审核通过后马上
notice-at-tomorrow = 明天 9:00
notice-at-campaign = { $year } 年 12 月 30 日 9:00（集中宣传日）
notice-moment-past = 这个时间已经过去，请另选一个。
notice-submitted = 公告 { $id } 已提交（发送时间：{ $when }），{ $count } 位管理员收到了审核请求。撰写人不能审核自己的公告。
notice-submitted-alone = 公告 { $id } 已提交（发送时间：{ $when }），但还没有第二位管理员能审核。请先用 /管理 邀请一位。
notice-please-decide = 有一条公告请您审核（上面就是群众会看到的样子）：
notice-ask-reason = 为什么退回？一句话写给撰写人。
notice-returned = 公告 { $id }「{ $title }」被退回：{ $reason }
notice-returned-done = 公告 { $id } 已退回，撰写人会看到原因。
notice-approved-now = 公告 { $id }「{ $title }」已审核同意，开始发送。
notice-approved-later = 公告 { $id }「{ $title }」已审核同意，将在 { $at } 发送。
notice-held = 已暂停。
notice-resumed = 继续发送；在免打扰时段内则等时段结束。
notice-ask-stop = 停止后不能再继续，没发出的不会再发。确定停止「{ $title }」吗？
notice-stopped = 「{ $title }」已停止，{ $count } 条没有发出。

notice-progress-approved = 待发送「{ $title }」
notice-progress-sending = 正在发送「{ $title }」
notice-progress-paused = 已暂停「{ $title }」
notice-progress-stopped = 已停止「{ $title }」
notice-progress-done = 已发完「{ $title }」
notice-progress-counts = { $done } / { $all } · 成功 { $sent } · 已停用 { $blocked } · 失败 { $failed } · 不确定 { $uncertain }
notice-progress-left = 约 { $minutes } 分钟
notice-progress-resting = 免打扰时段，{ $until } 自动继续
notice-progress-cancelled = 没有发出 { $count }
notice-progress-doubt = 「不确定」的可能已经送到，不会自动重发。

notice-list = 公告：
notice-list-none = 没有公告。
notice-list-line = { $id } · { $state } · { $title }
notice-version-line = 第 { $n } 版 · { $at } · 撰写人编号 { $by } · 指纹 { $mark }{ $sent }
notice-version-sent = {" "}· 实际发送的是这一版
notice-decision-approved = 同意
notice-decision-returned = 退回
notice-decision-line = 第 { $n } 版 · { $at } · 审核人编号 { $by } · { $decision } · { $reason }
notice-manners = 免打扰时段：{ $quiet }；每人每周最多 { $most } 条。
    要修改请发时段（例如 20:00-8:00），或发条数（1 到 7）。
notice-manners-set = 已设定：免打扰 { $quiet }，每人每周最多 { $most } 条。
notice-bad-manners = 没看懂。请发时段（例如 20:00-8:00），或条数（1 到 7）。
notice-month = 12 月是依法信访宣传月，{ $day } 是集中宣传日。要准备公告请发 /公告，发送时间可以选集中宣传日。
